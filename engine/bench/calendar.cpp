// The k-th working day in C++ by prefix sums, as engine/src/calendar.ts does it, and day by day, for comparison. Reads nothing, prints nanoseconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

int main() {
  const int first = 10957, days = 21917, rounds = 20000000;
  std::vector<int32_t> rank(days + 1), workdays;
  std::vector<uint8_t> works(days);
  for (int i = 0; i < days; i++) {
    works[i] = (first + i + 3) % 7 < 5;
    rank[i + 1] = rank[i] + works[i];
    if (works[i]) workdays.push_back(first + i);
  }
  auto since = [](auto t) { return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - t).count(); };
  int64_t sum = 0;
  auto t = std::chrono::steady_clock::now();
  for (int k = 0; k < rounds; k++) sum += workdays[rank[18262 - first + (k & 1023) + 1] + (k & 127)];
  double fast = since(t) / rounds;
  t = std::chrono::steady_clock::now();
  for (int k = 0; k < rounds / 20; k++) {
    int day = 18262 - first + (k & 1023), left = 1 + (k & 127);
    while (left > 0) left -= works[++day];
    sum += first + day;
  }
  double slow = since(t) / (rounds / 20);
  printf("{\"prefix\":%.2f,\"dayByDay\":%.2f,\"sum\":%lld}\n", fast, slow, (long long)sum);
}
