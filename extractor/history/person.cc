#include "extractor/history/person.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "extractor/history/support.h"

namespace bangvang::history {
namespace {

// Name and place: what a body is called before and after mergers it kept both through.
std::string place_key(const Body& body) { return name_key(body.name) + '|' + body.place; }

class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a), b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

class Resolver {
 public:
  Resolver(std::span<const ToldPerson> told, const Lineage& lineage)
      : lineage_(lineage), sets_(told.size()) {
    for (const ToldPerson& one : told) told_.push_back(&one);
    std::ranges::sort(told_, {}, [](const ToldPerson* one) { return one->told.fact; });
    for (const ToldPerson* one : told_) bodies_.push_back(bodies_of(*one));
  }

  std::vector<PersonRecord> run() {
    join_same_bodies();
    join_successors();
    join_bodiless();
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < told_.size(); ++i) groups[sets_.root(i)].push_back(i);
    std::vector<PersonRecord> records;
    for (const auto& [root, members] : groups) records.push_back(record(members));
    std::ranges::sort(records, {}, &PersonRecord::id);
    return records;
  }

 private:
  Body body_of(const ToldPerson& one, std::size_t position) const {
    return lineage_.body(*one.positions[position].agency, one.place(position), one.told.announced);
  }

  std::vector<Body> bodies_of(const ToldPerson& one) const {
    std::vector<Body> bodies;
    for (std::size_t i = 0; i < one.positions.size(); ++i) {
      if (one.positions[i].agency) bodies.push_back(body_of(one, i));
    }
    return bodies;
  }

  void join_same_bodies() {
    for (std::size_t i = 0; i < told_.size(); ++i) {
      for (const Body& body : bodies_[i]) {
        const auto [at, fresh] = first_with_.emplace(place_key(body), i);
        if (!fresh) sets_.join(at->second, i);
      }
    }
  }

  // What a body became connects too, as long as no second person of the name comes from the other
  // bodies that went into it. Who was in a body that kept its name comes from there.
  void join_successors() {
    std::map<std::size_t, std::set<std::size_t>> came_from, went_to;  // by root
    for (std::size_t i = 0; i < told_.size(); ++i) {
      for (const Body& body : bodies_[i]) {
        for (const Step& step : lineage_.after(body)) {
          const auto there = first_with_.find(place_key(step.body));
          if (there == first_with_.end()) continue;
          const std::size_t old_root = sets_.root(i), new_root = sets_.root(there->second);
          came_from[new_root].insert(old_root);
          went_to[old_root].insert(new_root);
        }
      }
    }
    for (const auto& [to, from] : came_from) {
      if (from.size() == 1 && went_to[*from.begin()].size() == 1) sets_.join(to, *from.begin());
    }
  }

  // Who is named without a body is the only one of the name in that province, or nobody known.
  void join_bodiless() {
    std::map<std::string, std::set<std::size_t>> in_province;
    for (std::size_t i = 0; i < told_.size(); ++i) {
      if (!bodies_[i].empty()) in_province[told_[i]->told.province].insert(sets_.root(i));
    }
    std::map<std::string, std::size_t> rest;
    for (std::size_t i = 0; i < told_.size(); ++i) {
      if (!bodies_[i].empty()) continue;
      const std::string& province = told_[i]->told.province;
      const auto known = in_province.find(province);
      if (known != in_province.end() && known->second.size() == 1) {
        sets_.join(*known->second.begin(), i);
        continue;
      }
      open_.insert(i);
      const auto [at, fresh] = rest.emplace(province, i);
      if (!fresh) sets_.join(at->second, i);
    }
  }

  PersonRecord record(const std::vector<std::size_t>& members) const {
    PersonRecord out;
    out.name = told_[members.front()]->name;
    std::set<std::string> articles;
    Support province;
    std::map<std::tuple<std::string, std::string, bool>, Post> posts;
    for (const std::size_t i : members) {
      const ToldPerson& one = *told_[i];
      out.facts.push_back(one.told.fact);
      articles.insert(one.told.article);
      out.open = out.open || open_.contains(i);
      province.add(one.told.province, one.told.province, one.told);
      add_posts(one, posts);
    }
    for (auto& [key, post] : posts) out.posts.push_back(std::move(post));
    std::ranges::stable_sort(out.posts, {}, &Post::first_day);
    out.articles.assign(articles.begin(), articles.end());
    out.id = out.facts.front();
    if (const auto voices = province.voices(); !voices.empty()) out.province = voices[0].value;
    return out;
  }

  void add_posts(const ToldPerson& one,
                 std::map<std::tuple<std::string, std::string, bool>, Post>& posts) const {
    for (std::size_t i = 0; i < one.positions.size(); ++i) {
      const facts::Position& position = one.positions[i];
      Body body;
      if (position.agency) body = body_of(one, i);
      Post& post = posts[{name_key(position.title), body.key(), position.former}];
      if (post.facts.empty()) {
        post.title = position.title;
        post.body = std::move(body);
        post.former = position.former;
      }
      const std::string& day = one.told.announced;
      if (!day.empty()) {
        if (post.first_day.empty() || day < post.first_day) post.first_day = day;
        post.last_day = std::max(post.last_day, day);
      }
      if (post.facts.empty() || post.facts.back() != one.told.fact)
        post.facts.push_back(one.told.fact);
    }
  }

  const Lineage& lineage_;
  std::vector<const ToldPerson*> told_;            // by fact
  std::vector<std::vector<Body>> bodies_;          // of told_
  std::map<std::string, std::size_t> first_with_;  // by place_key: the first told with that body
  std::set<std::size_t> open_;
  Sets sets_;
};

}  // namespace

std::string block_of(const ToldPerson& told) { return name_key(told.name); }

std::vector<PersonRecord> resolve_persons(std::span<const ToldPerson> told,
                                          const Lineage& lineage) {
  return Resolver(told, lineage).run();
}

}  // namespace bangvang::history
