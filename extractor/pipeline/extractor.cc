#include "extractor/pipeline/extractor.h"

#include <utility>

#include "extractor/base/hash.h"
#include "extractor/events/meeting.h"
#include "extractor/facts/context.h"
#include "extractor/page/plain.h"
#include "extractor/text/decode.h"

namespace bangvang::pipeline {
namespace {

facts::BlockRole role_of(page::Role role) {
  switch (role) {
    case page::Role::kTitle:
      return facts::BlockRole::kTitle;
    case page::Role::kLead:
      return facts::BlockRole::kLead;
    case page::Role::kCaption:
      return facts::BlockRole::kCaption;
    case page::Role::kParagraph:
      break;
  }
  return facts::BlockRole::kParagraph;
}

// The one place where spans turn from the normalised text to the article's own.
class ToSource {
 public:
  explicit ToSource(const text::NormalText& text) : text_(text) {}

  void operator()(facts::Facts& facts) const {
    each(facts.dates);
    each(facts.agencies);
    each(facts.blocs);
    each(facts.bloc_roles);
    each(facts.officials);
    each(facts.awards);
    each(facts.documents);
  }

 private:
  template <class Fact>
  void each(std::vector<Fact>& list) const {
    for (Fact& fact : list) {
      facts::Evidence& evidence = fact.evidence;
      evidence.span = text_.source(evidence.span);
      for (Span& span : evidence.also) span = text_.source(span);
      std::erase_if(evidence.parts, [](const auto& part) { return part.second.empty(); });
      for (auto& [name, span] : evidence.parts) span = text_.source(span);
    }
  }
  const text::NormalText& text_;
};

std::optional<std::string> normalised(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto normal = text::normalise(*text);
  return normal ? std::optional(std::string(normal->utf8())) : std::nullopt;
}

struct DecodedDocument {
  std::string utf8, encoding;
  std::vector<std::string> notes;
};

// Whether a document is to be read as HTML: what its server called it, else what it looks like.
bool is_html(const source::Document& document) {
  const std::string& type = document.media_type;
  if (type == "text/html" || type == "application/xhtml+xml") return true;
  return (type.empty() || type == "text/plain") && page::is_html(document.bytes);
}

Error too_slow(const std::string& source) {
  return {Error::Kind::kLimit,
          source,
          {},
          std::string(reason_of(page::Failure::kTooSlow)),
          std::string(name_of(page::Failure::kTooSlow))};
}

Error error_of(page::Failure failure, const source::Document& document) {
  const bool limit = failure == page::Failure::kTooLong || failure == page::Failure::kTooDeep ||
                     failure == page::Failure::kTooBroken || failure == page::Failure::kTooSlow;
  return {limit ? Error::Kind::kLimit : Error::Kind::kBadInput,
          document.source,
          {},
          std::string(page::reason_of(failure)),
          std::string(page::name_of(failure))};
}

Result<DecodedDocument> decode(const source::Document& document, bool html, std::size_t longest) {
  if (html && document.bytes.size() > longest) {
    return std::unexpected(error_of(page::Failure::kTooLong, document));
  }
  if (document.bytes.size() > kLongestText) {
    return fail(Error::Kind::kLimit, "has more than 1 GB of text", {}, document.source);
  }
  if (document.decoded) return DecodedDocument{document.bytes, "UTF-8", {}};
  std::string_view charset = document.declared_charset;
  if (html && charset.empty()) charset = page::declared_charset(document.bytes);
  auto decoded = text::decode(document.bytes, charset);
  if (!decoded) {
    Error error = decoded.error();
    error.file = document.source;
    return std::unexpected(std::move(error));
  }
  return DecodedDocument{std::move(decoded->utf8), std::move(decoded->encoding),
                         std::move(decoded->notes)};
}

std::optional<std::string> readable(const std::optional<std::string>& text) {
  return text ? std::optional(text::readable(*text)) : std::nullopt;
}

// What a document says about itself. Names of files may be any bytes; an article is UTF-8.
page::Hints hints(const source::Document& document, const Options& options) {
  const auto& published = document.published ? document.published : options.published;
  return {text::readable(document.source), readable(document.url), readable(document.title),
          readable(published)};
}

struct DecodedArticle {
  page::Article article;
  std::string encoding;
  std::vector<std::string> notes;
};

Result<DecodedArticle> read(const source::Document& document, const Options& options,
                            const Deadline& deadline) {
  const bool html = is_html(document);
  auto decoded = decode(document, html, options.max_page_bytes);
  if (!decoded) return std::unexpected(decoded.error());
  DecodedArticle out{{}, std::move(decoded->encoding), std::move(decoded->notes)};
  if (!html) {
    out.article = page::read_plain(std::move(decoded->utf8), hints(document, options));
    return out;
  }
  // The bytes it arrived with were counted; decoding makes some longer.
  const page::Limits limits{kLongestText, options.max_markup_depth, deadline};
  auto article = page::read_html(decoded->utf8, hints(document, options), limits);
  if (!article) return std::unexpected(error_of(article.error(), document));
  out.article = *std::move(article);
  return out;
}

}  // namespace

Extractor::Extractor(std::shared_ptr<const grammar::RuleSet> rules, Options options)
    : rules_(std::move(rules)), options_(std::move(options)) {}

Deadline Extractor::deadline() const {
  return options_.max_seconds ? Deadline(*options_.max_seconds) : Deadline();
}

Result<std::unique_ptr<Trace>> Extractor::run(page::Article article, bool gated,
                                              const Deadline& deadline) const {
  auto trace = std::make_unique<Trace>();
  trace->article = std::move(article);
  const page::Article& a = trace->article;
  auto normal = text::normalise(a.text);
  if (!normal) {
    Error error = normal.error();
    error.file = a.source;
    return std::unexpected(std::move(error));
  }
  trace->text = std::move(*normal);
  trace->extraction.gated = gated && !rules_->gate(trace->text.utf8());
  if (!trace->extraction.gated) {
    for (const page::Block& block : a.blocks)
      trace->blocks.push_back(trace->text.normal(block.span));
  }
  trace->analysis = rules_->analyse(trace->text.utf8(), trace->blocks, deadline);

  facts::Input input{.analysis = trace->analysis, .deadline = deadline};
  for (std::size_t i = 0; i < trace->blocks.size(); ++i) {
    input.blocks.emplace_back(trace->blocks[i], role_of(a.blocks[i].role));
  }
  if (a.published) input.published = parse_local_day(*a.published);
  input.site_hint = normalised(a.site_hint);
  input.url = a.url;
  facts::Context context = facts::find_facts(input);

  events::Extraction& out = trace->extraction;
  out.meetings = events::find_meetings(context);
  out.province = context.province;
  out.facts = std::move(context.facts);
  out.findings = std::move(context.findings);
  ToSource(trace->text)(out.facts);
  if (deadline.passed()) return std::unexpected(too_slow(a.source));
  for (facts::Finding& finding : out.findings) finding.span = trace->text.source(finding.span);
  if (!trace->text.unchanged()) {
    out.normal_text_hash = Blake2b().update(trace->text.utf8()).hex();
  }
  return trace;
}

Result<std::unique_ptr<Trace>> Extractor::trace(const source::Document& document) const {
  auto decoded = read(document, options_, {});
  if (!decoded) return std::unexpected(decoded.error());
  auto trace = run(std::move(decoded->article), false, {});
  if (!trace) return trace;
  (*trace)->extraction.article = (*trace)->article;
  (*trace)->extraction.encoding = std::move(decoded->encoding);
  (*trace)->extraction.notes = std::move(decoded->notes);
  return trace;
}

bool Extractor::is_off_topic(const source::Document& document) const {
  const bool html = is_html(document);
  const auto decoded = decode(document, html, options_.max_page_bytes);
  if (!decoded || (document.title && rules_->topic_gate(*document.title))) return false;
  if (!html) return !rules_->topic_gate(decoded->utf8);
  const auto shown = page::visible_text(decoded->utf8);
  return shown && !rules_->topic_gate(*shown) && !page::may_have_failed(decoded->utf8, *shown);
}

Result<std::optional<events::Extraction>> Extractor::extract_on_topic(
    const source::Document& document) const {
  if (options_.gate && is_off_topic(document)) return std::nullopt;
  auto out = extract(document);
  if (!out) {
    if (!options_.gate && is_off_topic(document)) return std::nullopt;
    return std::unexpected(std::move(out.error()));
  }
  const facts::Facts& facts = out->facts;
  if (facts.blocs.empty() && facts.bloc_roles.empty() && facts.awards.empty()) return std::nullopt;
  return *std::move(out);
}

Result<events::Extraction> Extractor::extract(page::Article article) const {
  return extract(std::move(article), deadline());
}

Result<events::Extraction> Extractor::extract(page::Article article,
                                              const Deadline& deadline) const {
  auto trace = run(std::move(article), options_.gate, deadline);
  if (!trace) return std::unexpected(trace.error());
  events::Extraction out = std::move((*trace)->extraction);
  out.article = std::move((*trace)->article);
  return out;
}

Result<events::Extraction> Extractor::extract(const source::Document& document) const {
  const Deadline deadline = this->deadline();
  auto decoded = read(document, options_, deadline);
  if (!decoded) return std::unexpected(decoded.error());
  auto out = extract(std::move(decoded->article), deadline);
  if (!out) return out;
  out->encoding = std::move(decoded->encoding);
  out->notes = std::move(decoded->notes);
  return out;
}

}  // namespace bangvang::pipeline
