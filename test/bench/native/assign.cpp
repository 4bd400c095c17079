// The same assignment by LEMON's network simplex, driven by lines as score.cpp: milliseconds of the processor for solving
// alone, then what everything costs.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

template <class T> static std::vector<T> next(std::ifstream& in) {
  double bytes = 0;
  in.read(reinterpret_cast<char*>(&bytes), 8);
  std::vector<T> made(static_cast<size_t>(bytes) / sizeof(T));
  in.read(reinterpret_cast<char*>(made.data()), static_cast<std::streamsize>(bytes));
  return made;
}

int main(int, char** args) {
  using namespace lemon;
  std::ifstream in(args[1], std::ios::binary);
  const auto first = next<int32_t>(in), offer = next<int32_t>(in);
  const auto cost = next<double>(in);
  const auto offerSchool = next<int32_t>(in), offers = next<int32_t>(in), schools = next<int32_t>(in);
  const auto unmet = next<double>(in);
  const int needs = static_cast<int>(first.size()) - 1;
  std::string line;
  while (std::getline(std::cin, line)) {
    SmartDigraph graph;
    const int nodes = needs + static_cast<int>(offers.size() + schools.size()) + 1, sink = nodes - 1;
    graph.reserveNode(nodes);
    graph.reserveArc(static_cast<int>(offer.size() + offers.size() + schools.size()) + needs);
    for (int at = 0; at < nodes; at++) graph.addNode();
    SmartDigraph::ArcMap<int> room(graph);
    SmartDigraph::ArcMap<int64_t> price(graph);
    SmartDigraph::NodeMap<int> supply(graph, 0);
    auto lay = [&](int from, int to, int capacity, double each) {
      const auto arc = graph.addArc(graph.nodeFromId(from), graph.nodeFromId(to));
      room[arc] = capacity;
      price[arc] = static_cast<int64_t>(each);
    };
    for (int need = 0; need < needs; need++) {
      supply[graph.nodeFromId(need)] = 1;
      for (int at = first[need]; at < first[need + 1]; at++) lay(need, needs + offer[at], 1, cost[at]);
      lay(need, sink, 1, unmet[0]);
    }
    for (size_t at = 0; at < offers.size(); at++)
      if (offers[at] > 0) lay(needs + int(at), needs + int(offers.size()) + offerSchool[at], offers[at], 0);
    for (size_t at = 0; at < schools.size(); at++)
      if (schools[at] > 0) lay(needs + int(offers.size() + at), sink, schools[at], 0);
    supply[graph.nodeFromId(sink)] = -needs;
    const auto start = std::clock();
    NetworkSimplex<SmartDigraph, int, int64_t> simplex(graph);
    simplex.upperMap(room).costMap(price).supplyMap(supply);
    const bool isBest = simplex.run() == NetworkSimplex<SmartDigraph, int, int64_t>::OPTIMAL;
    const double ms = 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC;
    // In two parts, since a number of JavaScript would not hold it.
    const __int128 whole = simplex.totalCost<__int128>();
    std::printf("%.3f %d %lld %lld\n", ms, isBest ? 1 : 0, (long long)(whole >> 44), (long long)(whole & ((__int128(1) << 44) - 1)));
    std::fflush(stdout);
  }
}
