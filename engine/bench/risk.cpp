// The same work in C++ as engine/src/risk.ts, for comparison: durations drawn from triangular ranges, a forward pass and the driving chain of the last
// finish for every draw. Two ways: draw by draw with the formula of the triangle, as one writes it first; and many draws side by side from tables
// of quantiles, as engine/src/risk.ts does. Reads n, m, then least, likely, most of each, then from (links by target) and into, as int32.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using std::vector;
// Milliseconds of this process: on a machine that others use as well, waiting for them is not counted.
static double now() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

struct Random {
  uint32_t a = 0x9e3779b9, b = 0x243f6a88, c = 0xb7e15162, d = 0x12345679;
  static uint32_t turn(uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }
  inline uint32_t next() {
    uint32_t result = turn(b * 5, 7) * 9, t = b << 9;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t, d = turn(d, 11);
    return result;
  }
};

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  FILE *file = fopen(argv[1], "rb");
  int samples = atoi(argv[2]), runs = atoi(argv[3]);
  int32_t head[2];
  if (!file || fread(head, 4, 2, file) != 2) return 2;
  int n = head[0], m = head[1];
  vector<int32_t> lo(n), mid(n), hi(n), from(m), into(n + 1);
  for (auto *v : {&lo, &mid, &hi, &from, &into})
    if (fread(v->data(), 4, v->size(), file) != v->size()) return 2;
  fclose(file);
  double plain = 1e18, lanes = 1e18, p80[2] = {0, 0};
  vector<double> critical(n);
  for (int run = 0; run < runs; run++) {
    Random random;
    vector<int32_t> es(n), ef(n), finishes(samples);
    double t = now();
    for (int s = 0; s < samples; s++) {
      int32_t finish = 0;
      int last = -1;
      for (int j = 0; j < n; j++) {
        double u = random.next() * 0x1p-32, w = hi[j] - lo[j], x;
        double mode = w > 0 ? (mid[j] - lo[j]) / w : 0;
        x = u < mode ? std::sqrt(u * mode) : 1 - std::sqrt((1 - u) * (1 - mode));
        int32_t start = 0;
        for (int k = into[j]; k < into[j + 1]; k++) start = std::max(start, ef[from[k]]);
        es[j] = start;
        ef[j] = start + (int32_t)(lo[j] + w * x + 0.5);
        if (ef[j] > finish) finish = ef[j], last = j;
      }
      finishes[s] = finish;
      for (int r = last; r >= 0;) {
        critical[r]++;
        int before = -1;
        for (int k = into[r]; k < into[r + 1] && before < 0; k++)
          if (ef[from[k]] == es[r]) before = from[k];
        r = before;
      }
    }
    std::sort(finishes.begin(), finishes.end());
    plain = std::min(plain, now() - t);
    p80[0] = finishes[(int)std::ceil(0.8 * samples) - 1];
  }
  const int L = 64, S = 256;
  vector<float> tables((size_t)n * (S + 1));
  for (int j = 0; j < n; j++)
    for (int i = 0; i <= S; i++) {
      double p = (double)i / S, w = hi[j] - lo[j], mode = w > 0 ? (mid[j] - lo[j]) / w : 0;
      tables[(size_t)j * (S + 1) + i] = lo[j] + w * (p < mode ? std::sqrt(p * mode) : 1 - std::sqrt((1 - p) * (1 - mode)));
    }
  for (int run = 0; run < runs; run++) {
    Random random;
    vector<int32_t> es((size_t)n * L), ef((size_t)n * L), finishes(samples);
    double t = now();
    for (int s = 0; s < samples; s += L) {
      int32_t finish[L] = {0}, last[L], drawn[L];
      std::fill(last, last + L, -1);
      for (int j = 0; j < n; j++) {
        const float *table = &tables[(size_t)j * (S + 1)];
        for (int i = 0; i < L; i++) {
          uint32_t u = random.next();
          float low = table[u >> 24];
          drawn[i] = (int32_t)(low + (table[(u >> 24) + 1] - low) * ((u & 0xffffff) * 0x1p-24f) + 0.5f);
        }
        int32_t *__restrict mine = &es[(size_t)j * L], *__restrict end = &ef[(size_t)j * L];
        for (int i = 0; i < L; i++) mine[i] = 0;
        for (int k = into[j]; k < into[j + 1]; k++) {
          const int32_t *__restrict theirs = &ef[(size_t)from[k] * L];
          for (int i = 0; i < L; i++) mine[i] = std::max(mine[i], theirs[i]);
        }
        for (int i = 0; i < L; i++) {
          end[i] = mine[i] + drawn[i];
          if (end[i] > finish[i]) finish[i] = end[i], last[i] = j;
        }
      }
      for (int i = 0; i < L && s + i < samples; i++) {
        finishes[s + i] = finish[i];
        for (int r = last[i]; r >= 0;) {
          critical[r]++;
          int before = -1;
          for (int k = into[r]; k < into[r + 1] && before < 0; k++)
            if (ef[(size_t)from[k] * L + i] == es[(size_t)r * L + i]) before = from[k];
          r = before;
        }
      }
    }
    std::sort(finishes.begin(), finishes.end());
    lanes = std::min(lanes, now() - t);
    p80[1] = finishes[(int)std::ceil(0.8 * samples) - 1];
  }
  double sum = 0;
  for (double c : critical) sum += c;
  printf("{\"plain\":%.3f,\"lanes\":%.3f,\"p80\":[%.0f,%.0f],\"critical\":%.0f}\n", plain, lanes, p80[0], p80[1], sum);
}
