#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <set>

#include "extractor/grammar/model.h"

namespace bangvang::grammar {
namespace {

std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  return {};
}

bool is_scalar(const toml::node& node) {
  return node.is_string() || node.is_integer() || node.is_boolean();
}

class FileReader {
 public:
  FileReader(const SourceFile& file, const std::vector<SourceFile>& files, Model& model,
             std::vector<Error>& errors)
      : file_(file), files_(files), model_(model), errors_(errors) {}

  void run() {
    const toml::parse_result parsed = toml::parse(file_.content, file_.path);
    if (!parsed) {
      const auto& error = parsed.error();
      place(static_cast<int>(error.source().begin.line), std::string(error.description()));
      return;
    }
    for (const auto& [key, node] : parsed.table()) section(std::string(key.str()), node);
  }

 private:
  void place(int line, std::string reason) {
    errors_.push_back(FilePlace{file_.path, line}.error(std::move(reason)));
  }
  static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
  void mistake(const toml::node& node, std::string reason) {
    place(line_of(node), std::move(reason));
  }

  void section(const std::string& key, const toml::node& node) {
    if (key == "class")
      return each_table(
          node, [&](const std::string& name, const toml::table& t) { read_class(name, t); });
    if (key == "lexicon") {
      return each_table(
          node, [&](const std::string& name, const toml::table& t) { read_lexicon(name, t); });
    }
    if (key == "respell") return read_respell(node);
    if (key == "abbreviations") return words_of(node, model_.abbreviations);
    if (key == "coordination") return words_of(node, model_.coordination);
    if (key == "gate") return read_gate(node);
    if (key == "table") return each_element(node, [&](const toml::table& t) { read_table_ref(t); });
    if (key == "rule") return each_element(node, [&](const toml::table& t) { read_rule(t); });
    mistake(node, "unknown section \"" + key + "\"");
  }

  template <class F>
  void each_table(const toml::node& node, F handle) {
    const toml::table* table = node.as_table();
    if (!table) return mistake(node, "a table is expected here");
    for (const auto& [key, child] : *table) {
      if (const toml::table* inner = child.as_table()) {
        handle(std::string(key.str()), *inner);
      } else {
        mistake(child, "\"" + std::string(key.str()) + "\" must be a table");
      }
    }
  }

  template <class F>
  void each_element(const toml::node& node, F handle) {
    const toml::array* array = node.as_array();
    if (!array) return mistake(node, "an array of tables is expected here, as [[…]]");
    for (const toml::node& child : *array) {
      if (const toml::table* inner = child.as_table()) {
        handle(*inner);
      } else {
        mistake(child, "a table is expected here");
      }
    }
  }

  void only_keys(const toml::table& table, std::initializer_list<std::string_view> allowed) {
    for (const auto& [key, node] : table) {
      if (std::ranges::find(allowed, key.str()) == allowed.end()) {
        mistake(node, "unknown key \"" + std::string(key.str()) + "\"");
      }
    }
  }

  // The text under `key`; reports what is not text. Absent is not a mistake unless `required`.
  std::string text(const toml::table& table, std::string_view key, bool required = false) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (required) mistake(table, "the key \"" + std::string(key) + "\" is missing");
      return {};
    }
    if (!is_scalar(*node)) {
      mistake(*node, "\"" + std::string(key) + "\" must be text");
      return {};
    }
    return text_of(*node);
  }

  std::vector<std::string> list(const toml::table& table, std::string_view key) {
    std::vector<std::string> items;
    const toml::node* node = table.get(key);
    if (!node) return items;
    if (is_scalar(*node)) return {text_of(*node)};
    const toml::array* array = node->as_array();
    if (!array) return mistake(*node, "\"" + std::string(key) + "\" must be a list"), items;
    for (const toml::node& item : *array) {
      if (is_scalar(item)) {
        items.push_back(text_of(item));
      } else {
        mistake(item, "an item of \"" + std::string(key) + "\" must be text");
      }
    }
    return items;
  }

  std::vector<std::pair<std::string, std::string>> pairs(const toml::table& table,
                                                         std::string_view key) {
    std::vector<std::pair<std::string, std::string>> items;
    const toml::node* node = table.get(key);
    if (!node) return items;
    const toml::table* inner = node->as_table();
    if (!inner) return mistake(*node, "\"" + std::string(key) + "\" must be a table"), items;
    for (const auto& [name, value] : *inner) {
      if (!is_scalar(value)) mistake(value, "\"" + std::string(name.str()) + "\" must be text");
      items.emplace_back(std::string(name.str()), text_of(value));
    }
    return items;
  }

  void words_of(const toml::node& node, std::vector<std::string>& out) {
    const toml::table* table = node.as_table();
    if (!table) return mistake(node, "a table with the key \"words\" is expected here");
    only_keys(*table, {"words"});
    for (std::string& word : list(*table, "words")) out.push_back(std::move(word));
  }

  void read_gate(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (!table) return mistake(node, "a table with the key \"kinds\" is expected here");
    only_keys(*table, {"kinds"});
    for (std::string& kind : list(*table, "kinds")) model_.gate_kinds.push_back(std::move(kind));
  }

  void read_respell(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (!table) return mistake(node, "a table of variant = word is expected here");
    for (const auto& [key, value] : *table) {
      model_.respell.emplace_back(std::string(key.str()), text_of(value));
    }
  }

  void read_class(const std::string& name, const toml::table& table) {
    only_keys(table, {"number", "words", "note"});
    ClassDef def{name, text(table, "number"), list(table, "words"), {file_.path, line_of(table)}};
    if (def.number.empty() && def.words.empty()) {
      mistake(table, "class \"" + name + "\" has neither \"number\" nor \"words\"");
    }
    model_.classes.push_back(std::move(def));
  }

  void read_lexicon(const std::string& kind, const toml::table& table) {
    LexiconDef def;
    def.kind = kind;
    def.place = {file_.path, line_of(table)};
    def.file = file_.path;
    for (const auto& [key, value] : table) {
      if (!is_scalar(value)) {
        mistake(value, "the value of a spelling must be text");
        continue;
      }
      def.entries.push_back({text_of(value), {std::string(key.str())}, {}, line_of(value)});
    }
    model_.lexicons.push_back(std::move(def));
  }

  void read_table_ref(const toml::table& table) {
    only_keys(table, {"kind", "file", "spelling", "value", "case", "mark", "note"});
    LexiconDef def;
    def.kind = text(table, "kind", true);
    def.place = {file_.path, line_of(table)};
    const std::string written = text(table, "case");
    if (!written.empty() && written != "any" && written != "as_written" && written != "initial") {
      mistake(table, "\"case\" must be \"any\", \"initial\" or \"as_written\"");
    }
    def.as_written = written == "as_written";
    def.initial = written == "initial";
    def.mark = text(table, "mark");
    const std::string name = text(table, "file", true);
    const auto found = std::ranges::find(files_, name, &SourceFile::name);
    if (found == files_.end()) return mistake(table, "there is no table \"" + name + "\"");
    def.file = found->path;
    read_table(*found, {list(table, "spelling"), text(table, "value", true)}, def, errors_);
    model_.lexicons.push_back(std::move(def));
  }

  void read_rule(const toml::table& table) {
    only_keys(table, {"id", "kind", "pattern", "value", "set", "each", "each_kind", "yields",
                      "note", "accept", "reject"});
    RuleDef rule;
    rule.place = {file_.path, line_of(table)};
    rule.id = text(table, "id", true);
    rule.kind = text(table, "kind");
    if (rule.kind.empty()) rule.kind = rule.id.substr(0, rule.id.find('.'));
    rule.pattern = text(table, "pattern", true);
    rule.value = text(table, "value");
    rule.each = text(table, "each");
    rule.each_kind = text(table, "each_kind");
    rule.note = text(table, "note");
    rule.set = pairs(table, "set");
    const std::string yields = text(table, "yields");
    if (!yields.empty() && yields != "nothing")
      mistake(table, "\"yields\" can only be \"nothing\"");
    rule.yields_nothing = yields == "nothing";
    examples(table, "accept", rule);
    examples(table, "reject", rule);
    if (!rule.id.empty()) model_.rules.push_back(std::move(rule));
  }

  void examples(const toml::table& table, std::string_view key, RuleDef& rule) {
    const toml::node* node = table.get(key);
    if (!node) return;
    each_element(*node, [&](const toml::table& example) {
      only_keys(example, {"text", "expect", "why"});
      rule.examples.push_back({key == "accept", text(example, "text", true),
                               pairs(example, "expect"), line_of(example)});
    });
  }

  const SourceFile& file_;
  const std::vector<SourceFile>& files_;
  Model& model_;
  std::vector<Error>& errors_;
};

}  // namespace

void read_toml(const SourceFile& file, const std::vector<SourceFile>& files, Model& model,
               std::vector<Error>& errors) {
  FileReader(file, files, model, errors).run();
}

}  // namespace bangvang::grammar
