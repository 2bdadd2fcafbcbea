// Measures two programs from exec to exit, in turns.
//
//   spawn RUNS FIRST [ARGUMENT ...] -- SECOND [ARGUMENT ...]
//
// Each run starts the two in random order. Their output goes to /dev/null. It prints one line for each
// program: p50, p90, p99 and the maximum in µs. An exit status other than 0 ends it.

#include "bench.h"
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

enum { WARM_UP = 10 };

static uint64_t run(char **words, const posix_spawn_file_actions_t *actions) {
  pid_t process;
  int status;
  uint64_t began = now();
  errno = posix_spawn(&process, words[0], actions, NULL, words, environ);
  if (errno != 0) fail(words[0]);
  if (waitpid(process, &status, 0) < 0) fail("waitpid");
  uint64_t lasted = now() - began;
  if (status != 0) fail(words[0]);
  return lasted;
}

int main(int count, char **words) {
  char **second = NULL;
  for (int i = 3; i + 1 < count && second == NULL; i++)
    if (strcmp(words[i], "--") == 0) {
      words[i] = NULL;
      second = words + i + 1;
    }
  long runs = count > 1 ? atol(words[1]) : 0;
  if (second == NULL || runs < 1) {
    fprintf(stderr, "usage: spawn RUNS FIRST [ARGUMENT ...] -- SECOND [ARGUMENT ...]\n");
    return 64;
  }
  char **programs[] = {words + 2, second};
  struct samples samples[] = {room_for((size_t)runs), room_for((size_t)runs)};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);

  srand((unsigned)now());
  for (long i = -WARM_UP; i < runs; i++) {
    int first = (rand() >> 8) & 1;
    for (int turn = 0; turn < 2; turn++) {
      int which = first ^ turn;
      uint64_t lasted = run(programs[which], &actions);
      if (i >= 0) add(&samples[which], lasted);
    }
  }
  for (int which = 0; which < 2; which++) {
    print_percentiles(&samples[which]);
    putchar('\n');
  }
  return 0;
}
