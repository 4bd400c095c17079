// The scoring loop of libs/matching/src/problem in C++, over the same columns: what the machine could do. It is driven by
// lines: every line read is one pass over all needs, answered by milliseconds of the processor, and a checksum.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

using std::vector;
typedef int32_t i32;
typedef uint8_t u8;
typedef int16_t i16;

struct File {
  std::ifstream in;
  explicit File(const char* name) : in(name, std::ios::binary) {}
  template <class T> vector<T> next() {
    double bytes = 0;
    in.read(reinterpret_cast<char*>(&bytes), 8);
    vector<T> made(static_cast<size_t>(bytes) / sizeof(T));
    in.read(reinterpret_cast<char*>(made.data()), static_cast<std::streamsize>(bytes));
    if (!in) { std::fprintf(stderr, "the columns end too early\n"); std::exit(2); }
    return made;
  }
};

struct Lists { vector<i32> first, place; vector<u8> bits; };
static Lists lists(File& f) { Lists l; l.first = f.next<i32>(); l.place = f.next<i32>(); l.bits = f.next<u8>(); return l; }

struct Context {
  i32 least, many, measures;
  vector<double> exact, weights, figures;  // exact: high and low halves of 2^62
  vector<i32> place, alike, present, patterns, first;
};
static Context context(File& f) {
  Context c; auto head = f.next<i32>(); c.least = head[0]; c.many = head[1]; c.measures = head[2];
  c.exact = f.next<double>(); c.weights = f.next<double>(); c.figures = f.next<double>();
  c.place = f.next<i32>(); c.alike = f.next<i32>(); c.present = f.next<i32>(); c.patterns = f.next<i32>(); c.first = f.next<i32>();
  return c;
}

static const int BINS = 4096, SHIFT = 12;
static const double NEAR = 1e-13;
static inline i32 high(double d) { int64_t w; std::memcpy(&w, &d, 8); return static_cast<i32>(w >> 32); }

struct MeasuredOrder {
  const Context& c; i32 measures = 0, compared = 0, asker = -1, base = 0;
  vector<double> distance; vector<i32> starts, members, known;
  explicit MeasuredOrder(const Context& given) : c(given), distance(c.many), starts(BINS + 1), members(c.many), known(c.many) {}
  i32 bin(double d) const { return std::min(BINS - 1, std::max(0, (high(d) >> SHIFT) - base)); }
  void begin(i32 who, i32 which) {
    asker = who; measures = which; compared = 0; i32 farthest = 0; const i32 self = c.place[who];
    std::fill(known.begin(), known.end(), -1); std::fill(starts.begin(), starts.end(), 0);
    vector<i32> used; for (i32 m = 0; m < c.measures; m++) if (measures & (1 << m)) used.push_back(m);
    for (size_t p = 0; p < c.patterns.size(); p++) {
      if ((c.patterns[p] & measures) != measures) continue;
      const i32 from = c.first[p], to = c.first[p + 1];
      for (size_t g = 0; g < used.size(); g += 3) {
        const i32 a = used[g], b = g + 1 < used.size() ? used[g + 1] : -1, d = g + 2 < used.size() ? used[g + 2] : -1;
        const double* fa = &c.figures[size_t(a) * c.many]; const double* fb = &c.figures[size_t(std::max(b, 0)) * c.many]; const double* fd = &c.figures[size_t(std::max(d, 0)) * c.many];
        const double wa = c.weights[a], wb = b < 0 ? 0 : c.weights[b], wd = d < 0 ? 0 : c.weights[d];
        const double oa = fa[self], ob = fb[self], od = fd[self];
        double* out = distance.data();
        if (g == 0) for (i32 i = from; i < to; i++) { const double x = fa[i] - oa, y = fb[i] - ob, z = fd[i] - od; out[i] = wa * x * x + wb * y * y + wd * z * z; }
        else for (i32 i = from; i < to; i++) { const double x = fa[i] - oa, y = fb[i] - ob, z = fd[i] - od; out[i] += wa * x * x + wb * y * y + wd * z * z; }
      }
      for (i32 i = from; i < to; i++) farthest = std::max(farthest, high(distance[i]));
      compared += to - from;
    }
    base = (farthest >> SHIFT) - (BINS - 1);
    for (int pass = 0; pass < 2; pass++) {
      for (size_t p = 0; p < c.patterns.size(); p++) {
        if ((c.patterns[p] & measures) != measures) continue;
        for (i32 i = c.first[p]; i < c.first[p + 1]; i++) {
          if (i == self) continue;
          const i32 at = std::max(0, (high(distance[i]) >> SHIFT) - base);
          if (pass == 0) starts[at]++; else members[--starts[at]] = i;
        }
      }
      if (pass == 0) { i32 sum = 0; for (i32 at = 0; at <= BINS; at++) { sum += starts[at]; starts[at] = sum; } }
    }
    compared--;
  }
  __int128 exact(i32 other) const {
    __int128 sum = 0; const i32 self = c.place[asker];
    for (i32 m = 0; m < c.measures; m++) if (measures & (1 << m)) {
      const __int128 weight = (static_cast<__int128>(c.exact[m * 2]) << 48) + static_cast<__int128>(c.exact[m * 2 + 1]);
      const __int128 apart = static_cast<__int128>(c.figures[size_t(m) * c.many + other] - c.figures[size_t(m) * c.many + self]);
      sum += weight * apart * apart;
    }
    return sum;
  }
  i32 nearer(i32 supporter) {
    const i32 own = c.place[supporter], number = c.alike[own];
    if (known[number] >= 0) return known[number];
    const double at = distance[own];
    if (at == 0) return known[number] = 0;
    const double low = at * (1 - NEAR), hi = at * (1 + NEAR);
    i32 found = starts[bin(low)]; const i32 end = starts[bin(hi) + 1];
    for (i32 each = found; each < end; each++) {
      const i32 other = members[each]; const double apart = distance[other];
      if (apart > hi) continue;
      if (apart < low) found++;
      else if (c.alike[other] != number && exact(other) < exact(own)) found++;
    }
    return known[number] = found;
  }
};

struct ContextOrder {
  const Context& c; vector<MeasuredOrder> pool; size_t used = 0; i32 asker = -1, compared = 0;
  explicit ContextOrder(const Context& given) : c(given) { pool.reserve(256); }
  void begin(i32 who) { if (who != asker) { asker = who; used = 0; } }
  i32 nearer(i32 supporter) {
    const i32 common = c.present[asker] & c.present[supporter];
    if (__builtin_popcount(common) < c.least) return -1;
    MeasuredOrder* order = nullptr;
    for (size_t at = 0; at < used; at++) if (pool[at].measures == common) order = &pool[at];
    if (!order) { if (used == pool.size()) pool.emplace_back(c); order = &pool[used++]; order->begin(asker, common); }
    compared = order->compared;
    return order->nearer(supporter);
  }
};

static inline i32 share(double weight, double over, double under) {
  if (over <= 0) return 0;
  if (over >= under) return static_cast<i32>(weight);
  return static_cast<i32>((2 * weight * over + under) / (2 * under));
}
static inline uint32_t mix(uint32_t h) { h = (h ^ (h >> 16)) * 0x85ebca6bu; h = (h ^ (h >> 13)) * 0xc2b2ae35u; return h ^ (h >> 16); }
static inline i32 metresOf(double squared) {
  int64_t s = static_cast<int64_t>(squared), r = static_cast<int64_t>(std::sqrt(squared));
  while (r * r > s) r--;
  while ((r + 1) * (r + 1) <= s) r++;
  return static_cast<i32>(s - r * r > r ? r + 1 : r);
}

struct Kept { double key; i32 offer; i16 points; u8 flags; i16 parts[8]; };
static bool better(const Kept& a, const Kept& b) { return a.key != b.key ? a.key > b.key : a.offer < b.offer; }

int main(int, char** args) {
  File f(args[1]);
  const auto n = f.next<i32>();
  const i32 needs = n[0], offers = n[1], schools = n[2], themes = n[3], floor_ = n[4], secondaryMost = n[5], enough = n[6], full = n[7], policyLimit = n[8], sameBody = n[9], most = n[10], squares = n[11], across = n[12], west = n[13], south = n[14], square = n[15];
  (void)floor_;
  const auto nSchool = f.next<i32>(); const auto nHash = f.next<uint32_t>(); const auto nTheme = f.next<i32>(), nSecond = f.next<i32>(), nThird = f.next<i32>();
  const auto nStages = f.next<u8>(), nModes = f.next<u8>(); const auto nTravel = f.next<i32>(), nWanted = f.next<i32>(), nWindow = f.next<i32>(), nSet = f.next<i32>();
  const auto nApproach = f.next<u8>(); const auto says = lists(f);
  const auto oSchool = f.next<i32>(); const auto oHash = f.next<uint32_t>(); const auto oModes = f.next<u8>(), oStages = f.next<u8>(); const auto oTravel = f.next<i32>(); const auto notWith = lists(f);
  const auto open = f.next<u8>(); const auto east = f.next<i32>(), north = f.next<i32>(), trust = f.next<i32>(), federation = f.next<i32>();
  const auto academy = f.next<u8>(), trustKnown = f.next<u8>(), setting = f.next<u8>(), secondary = f.next<u8>(); const auto conflicts = lists(f);
  const auto declared = f.next<i32>(), freeDays = f.next<i32>(); const auto anyDays = f.next<u8>(); const auto fair = f.next<i16>(), track = f.next<i16>();
  const Context secondaryContext = context(f), primaryContext = context(f);
  const auto weights = f.next<i32>(), fits = f.next<i32>(); const auto primary = f.next<i16>(), remotePoints = f.next<i16>(), modePoints = f.next<i16>(), stagePoints = f.next<i16>();
  const auto bOffer = f.next<i32>(), bSchool = f.next<i32>(), bEast = f.next<i32>(), bNorth = f.next<i32>(), bTravel = f.next<i32>(); const auto bStages = f.next<u8>(), bModes = f.next<u8>(); const auto bPrimary = f.next<i16>(); const auto bFirst = f.next<i32>(), bFarthest = f.next<i32>();
  const auto order = f.next<i32>();
  (void)bModes; (void)bPrimary;
  vector<i32> many(needs), eligible(needs); vector<Kept> top(size_t(needs) * most);
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto start = std::clock();
    vector<u8> said(schools), between(schools), shunned(offers);
    ContextOrder orders[2] = {ContextOrder(primaryContext), ContextOrder(secondaryContext)};
    i32 before = -1, asker = -1; vector<Kept> heap; heap.reserve(most + 1);
    auto put = [](const Lists& l, i32 of, vector<u8>& into, bool on) { for (i32 at = l.first[of]; at < l.first[of + 1]; at++) into[l.place[at]] = on ? l.bits[at] : 0; };
    for (const i32 need : order) {
      if (before >= 0) put(says, before, said, false);
      put(says, need, said, true); before = need;
      if (nSchool[need] != asker) {
        if (asker >= 0) { put(conflicts, asker, between, false); put(notWith, asker, shunned, false); }
        asker = nSchool[need]; put(conflicts, asker, between, true); put(notWith, asker, shunned, true);
      }
      heap.clear(); eligible[need] = 0;
      const i32 stages = nStages[need], modes = nModes[need], own = nTravel[need], set = nSet[need], theme = nTheme[need], second = nSecond[need], third = nThird[need], approach = nApproach[need];
      const i32* w = &weights[size_t(set) * 8]; const size_t days = size_t(nWindow[need]) * schools;
      const bool placed = east[asker] != -1;
      auto scan = [&](i32 from, i32 to, bool anywhere) {
        for (i32 at = from; at < to; at++) {
          if (!(bStages[at] & stages)) continue;
          double squared = -1; i32 limit = 0; { const i32 t = bTravel[at]; limit = t == -1 ? (own == -1 ? policyLimit : own) : (own == -1 ? t : std::min(own, t)); }
          if (placed && bEast[at] != -1) {
            const double dx = bEast[at] - east[asker], dy = bNorth[at] - north[asker]; squared = dx * dx + dy * dy;
            if (!anywhere && squared > double(limit) * limit + limit) continue;
          }
          const i32 s = bSchool[at], offer = bOffer[at];
          if (!anyDays[days + s] || s == asker) continue;
          const bool shares = (trust[asker] != -1 && trust[asker] == trust[s]) || (federation[asker] != -1 && federation[asker] == federation[s]);
          if ((between[s] & 3) || (sameBody == 0 && shares) || (said[s] & 3) || shunned[offer]) continue;
          if (approach != 0 && ((said[s] & 4) != 0) != (approach == 2)) continue;
          eligible[need]++;
          Kept k; k.offer = offer;
          const i32 offered = oModes[offer];
          i32 themePoints = primary[size_t(theme) * offers + offer];
          if (second != -1) {
            const i32* row = &fits[size_t(offer) * themes]; const double cut = third == -1 ? 100 : 200; const double further = double(row[second]) + (third == -1 ? 0 : row[third]);
            themePoints = share(w[0], row[theme] * cut + secondaryMost * further, 1e8 * cut);
          }
          const bool isFull = i32(heap.size()) == most; const double worst = isFull ? heap[0].key : -1; double least = 0;
          if (isFull) { const double rank = std::floor(worst / 8589934592.0); least = rank >= 1024 ? rank - 1024 : 0; }
          if (themePoints + 1000 - w[0] < least) continue;
          const bool alike = setting[asker] == 0 || setting[asker] == setting[s];
          const i32 stage = stagePoints[((size_t(set) * 7 + __builtin_popcount(stages & oStages[offer])) * 7 + __builtin_popcount(stages)) * 2 + alike];
          const i32 dec = declared[days + s]; const i32 capacity = dec == 0 ? -1 : share(w[3], std::max(0, freeDays[days + s] - nWanted[need]) * 100.0, double(dec) * enough);
          const bool remote = modes & offered & 2, meet = (modes & 5) && (offered & 5); i32 reach = remote ? remotePoints[set] : -1;
          if (squared >= 0 && !(remote && !meet)) { const i32 metres = metresOf(squared); i32 travelled = 0; if (metres <= limit) travelled = metres <= full ? w[4] : share(w[4], limit - metres, limit - full); reach = std::max(reach, travelled); }
          const i32 mode = modePoints[set * 3 + ((modes & offered) ? 0 : ((modes | offered) & 4) ? 1 : 2)];
          const i32 fairPoints = fair[size_t(set) * schools + s], trackPoints = track[size_t(set) * schools + s];
          const i32 others = themePoints + stage + mode + fairPoints + trackPoints + std::max(0, capacity) + std::max(0, reach);
          if (others + w[1] < least) continue;
          ContextOrder& contexts = orders[secondary[asker]]; contexts.begin(asker);
          const i32 nearer = contexts.nearer(s); const i32 contextPoints = nearer < 0 ? -1 : share(w[1], contexts.compared - nearer, contexts.compared);
          u8 flags = (said[s] & 8) ? 8 : 0; if (between[s] & 4) flags |= 2;
          if (sameBody != 2) { if (shares) { if (sameBody == 1) flags |= 4; } else if (academy[asker] && academy[s] && !(trustKnown[asker] && trustKnown[s])) flags |= 1; }
          const i32 points = others + std::max(0, contextPoints);
          const uint32_t hash = mix((nHash[need] * 0x9e3779b1u) ^ oHash[offer]);
          k.key = ((((flags & 1) ? 0 : 1) * 1024.0 + points) * 2 + ((flags & 8) ? 1 : 0)) * 4294967296.0 + (4294967295.0 - hash);
          if (k.key < worst) continue;
          k.points = points; k.flags = flags; const i16 parts[8] = {i16(themePoints), i16(contextPoints), i16(stage), i16(capacity), i16(reach), i16(mode), i16(fairPoints), i16(trackPoints)}; std::memcpy(k.parts, parts, 16);
          if (isFull) { if (!better(k, heap[0])) continue; std::pop_heap(heap.begin(), heap.end(), better); heap.back() = k; } else heap.push_back(k);
          std::push_heap(heap.begin(), heap.end(), better);
        }
      };
      if (open[asker]) for (i32 group = 0; group < 2; group++) {
        const i32 part = theme * 2 + group; const size_t cells = size_t(part) * (squares + 2);
        const bool anywhere = group == 0 && (modes & 2);
        if (anywhere || !placed) { scan(bFirst[cells], bFirst[cells + squares + 1], anywhere); continue; }
        const double metres = own == -1 ? bFarthest[part] : own; const i32 rows = squares / across;
        auto within = [](double v, i32 top_) { return std::min(top_ - 1, std::max(0, i32(std::floor(v)))); };
        const i32 left = within((east[asker] - metres - west) / square, across), right = within((east[asker] + metres - west) / square, across);
        const i32 low = within((north[asker] - metres - south) / square, rows), top_ = within((north[asker] + metres - south) / square, rows);
        for (i32 row = low; row <= top_; row++) scan(bFirst[cells + row * across + left], bFirst[cells + row * across + right + 1], false);
        scan(bFirst[cells + squares], bFirst[cells + squares + 1], false);
      }
      std::sort_heap(heap.begin(), heap.end(), better); many[need] = i32(heap.size());
      std::copy(heap.begin(), heap.end(), top.begin() + std::ptrdiff_t(size_t(need) * most));
    }
    const double ms = 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC;
    uint32_t sum = 0x811c9dc5u; double pairs = 0;
    auto word = [&](uint32_t v) { sum = (sum ^ v) * 0x01000193u; sum ^= sum >> 15; };
    for (i32 need = 0; need < needs; need++) {
      pairs += eligible[need]; word(uint32_t(eligible[need])); word(uint32_t(many[need]));
      for (i32 at = 0; at < many[need]; at++) { const Kept& k = top[size_t(need) * most + at]; word(uint32_t(k.offer)); word(uint32_t(k.points)); word(k.flags); for (i16 p : k.parts) word(uint32_t(i32(p))); }
    }
    std::printf("%.3f %u %.0f\n", ms, sum, pairs); std::fflush(stdout);
  }
}
