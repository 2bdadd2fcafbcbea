// Shared by the programs of this folder: a clock, percentiles, and ending with an error.

#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline _Noreturn void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, errno ? strerror(errno) : "failed");
  exit(1);
}

static inline uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// Times in nanoseconds; when it is full, further times are dropped.
struct samples {
  uint64_t *times;
  size_t count, room;
};

static inline struct samples room_for(size_t room) {
  struct samples samples = {.times = malloc(room * sizeof(uint64_t)), .room = room};
  if (samples.times == NULL) fail("memory");
  return samples;
}

static inline void add(struct samples *samples, uint64_t time) {
  if (samples->count < samples->room) samples->times[samples->count++] = time;
}

static inline int by_time(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

// Prints p50, p90, p99 and the maximum in microseconds.
static inline void print_percentiles(struct samples *samples) {
  if (samples->count == 0) fail("nothing was measured");
  qsort(samples->times, samples->count, sizeof(uint64_t), by_time);
  static const double parts[] = {0.5, 0.9, 0.99, 1};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    printf("%s%.2f", i == 0 ? "" : " ",
           samples->times[(size_t)(parts[i] * (double)(samples->count - 1))] / 1e3);
}

#endif
