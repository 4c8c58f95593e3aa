// The same work in C++ as engine/src/sweep.ts, for comparison: both passes and total float over links sorted by the rank of their target.
// Reads the network from a file of int32 (n, m, durations, from, to; in topological order or not), prints milliseconds and a checksum as JSON.
#include <algorithm>
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

struct Dates {
  vector<int32_t> es, ls, tf;
  explicit Dates(int n) : es(n), ls(n), tf(n) {}
};

// One scan up and one down over the links, nothing but the links and the durations.
static int32_t edges(int n, int m, const int32_t *__restrict d, const int32_t *__restrict from, const int32_t *__restrict to, Dates &a) {
  int32_t *__restrict es = a.es.data(), *__restrict ls = a.ls.data(), *__restrict tf = a.tf.data();
  std::fill(es, es + n, 0);
  for (int k = 0; k < m; k++) {
    int32_t v = es[from[k]] + d[from[k]];
    int32_t &e = es[to[k]];
    e = v > e ? v : e;
  }
  int32_t finish = 0;
  for (int i = 0; i < n; i++) finish = std::max(finish, es[i] + d[i]);
  for (int i = 0; i < n; i++) ls[i] = finish - d[i];
  for (int k = m - 1; k >= 0; k--) {
    int32_t v = ls[to[k]] - d[from[k]];
    int32_t &l = ls[from[k]];
    l = v < l ? v : l;
  }
  for (int i = 0; i < n; i++) tf[i] = ls[i] - es[i];
  return finish;
}

// The same by activity: links into it are from[into[j]] … from[into[j + 1] - 1].
static int32_t gather(int n, const int32_t *__restrict d, const int32_t *__restrict from, const int32_t *__restrict into, Dates &a) {
  int32_t *__restrict es = a.es.data(), *__restrict ls = a.ls.data(), *__restrict tf = a.tf.data();
  int32_t finish = 0;
  for (int j = 0, k = 0; j < n; j++) {
    int32_t s = 0;
    for (; k < into[j + 1]; k++) s = std::max(s, ls[from[k]]);  // ls holds early finishes on the way up
    es[j] = s;
    ls[j] = s + d[j];
    finish = std::max(finish, s + d[j]);
  }
  for (int j = 0; j < n; j++) tf[j] = finish;  // late finishes on the way down
  for (int j = n - 1; j >= 0; j--) {
    int32_t l = tf[j] - d[j];
    ls[j] = l;
    tf[j] = l - es[j];
    for (int k = into[j + 1] - 1; k >= into[j]; k--) {
      int32_t &f = tf[from[k]];
      f = l < f ? l : f;
    }
  }
  return finish;
}

static void sorted(int n, int m, const vector<int32_t> &d, const vector<int32_t> &from, const vector<int32_t> &to, vector<int32_t> &rd,
                   vector<int32_t> &rf, vector<int32_t> &rt) {
  vector<int32_t> waits(n, 0), out(n + 1, 0), next(m), order(n), rank(n), into(n + 1, 0);
  for (int k = 0; k < m; k++) out[from[k] + 1]++, waits[to[k]]++;
  for (int i = 0; i < n; i++) out[i + 1] += out[i];
  vector<int32_t> fill(out.begin(), out.end() - 1);
  for (int k = 0; k < m; k++) next[fill[from[k]]++] = to[k];
  int tail = 0;
  for (int i = 0; i < n; i++) if (!waits[i]) order[tail++] = i;
  for (int head = 0; head < tail; head++)
    for (int i = order[head], k = out[i]; k < out[i + 1]; k++)
      if (!--waits[next[k]]) order[tail++] = next[k];
  for (int r = 0; r < n; r++) rank[order[r]] = r, rd[r] = d[order[r]];
  for (int k = 0; k < m; k++) into[rank[to[k]] + 1]++;
  for (int i = 0; i < n; i++) into[i + 1] += into[i];
  for (int k = 0; k < m; k++) {
    int at = into[rank[to[k]]]++;
    rf[at] = rank[from[k]], rt[at] = rank[to[k]];
  }
}

template <class F> static double best(int runs, F f) {
  double least = 1e18;
  for (int i = 0; i < runs; i++) {
    double t = now();
    f();
    least = std::min(least, now() - t);
  }
  return least;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  int runs = atoi(argv[2]);
  int32_t head[2];
  if (!file || fread(head, 4, 2, file) != 2) return 2;
  int n = head[0], m = head[1];
  vector<int32_t> d(n), from(m), to(m), ud(n), uf(m), ut(m);
  for (auto *v : {&d, &from, &to, &uf, &ut})
    if (fread(v->data(), 4, v->size(), file) != v->size()) return 2;
  fclose(file);
  for (int i = 0; i < n; i++) ud[i] = d[i];
  vector<int32_t> into(n + 1, 0);
  for (int k = 0; k < m; k++) into[to[k] + 1]++;
  for (int i = 0; i < n; i++) into[i + 1] += into[i];
  Dates a(n), b(n);
  int32_t fa = 0, fb = 0, fc = 0;
  double te = best(runs, [&] { fa = edges(n, m, d.data(), from.data(), to.data(), a); });
  double tg = best(runs, [&] { fb = gather(n, d.data(), from.data(), into.data(), b); });
  int64_t sum = 0, same = 0;
  for (int i = 0; i < n; i++) sum += a.tf[i], same += a.tf[i] == b.tf[i];
  vector<int32_t> rd(n), rf(m), rt(m);
  double tu = best(std::max(1, runs / 5), [&] {
    sorted(n, m, ud, uf, ut, rd, rf, rt);
    fc = edges(n, m, rd.data(), rf.data(), rt.data(), b);
  });
  printf("{\"edges\":%.3f,\"gather\":%.3f,\"unordered\":%.3f,\"finish\":[%d,%d,%d],\"float\":%lld,\"same\":%lld}\n", te, tg, tu, fa, fb, fc,
         (long long)sum, (long long)same);
}
