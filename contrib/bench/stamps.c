// Reads a stream with the time stamps of events.c and prints how old they were on arrival: p50, p90,
// p99 and the maximum in µs.
//
//   stamps COUNT                    from standard input, to its end
//   stamps COUNT SOCKET REQUEST     from a Unix socket, after sending REQUEST and a line feed, until
//                                   its answer (with the id 1) has arrived
//
// There must be COUNT stamps, each newer than the one before: none missing, none repeated. Later ones
// are not counted (the end of a turn contains its whole text again), nor is the first tenth.

#include "bench.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct samples samples;
static size_t expected, seen;
static uint64_t last;

static void take(uint64_t stamp, uint64_t arrived) {
  if (seen == expected) return;
  if (stamp <= last) fail("a stamp came twice or out of order");
  last = stamp;
  if (seen++ >= expected / 10) add(&samples, arrived - stamp);
}

// A stamp may begin in one read and end in the next.
static void scan(const char *bytes, size_t count) {
  static uint64_t stamp;
  static int inside;
  uint64_t arrived = now();
  for (const char *end = bytes + count; bytes < end && seen < expected;) {
    if (!inside) {
      bytes = memchr(bytes, '@', (size_t)(end - bytes));
      if (bytes == NULL) return;
      inside = 1;
      stamp = 0;
    } else if (*bytes >= '0' && *bytes <= '9') {
      stamp = stamp * 10 + (uint64_t)(*bytes - '0');
    } else {
      inside = 0;
      if (*bytes == ' ') take(stamp, arrived);
    }
    bytes++;
  }
}

// Whether these bytes complete the answer. Only the beginnings of lines are examined.
static int answered(const char *bytes, size_t count) {
  static const char answer[] = "{\"jsonrpc\":\"2.0\",\"id\":1,";
  static char head[sizeof answer];
  static size_t column;
  for (const char *end = bytes + count; bytes < end;) {
    if (column < sizeof answer - 1) {
      head[column++] = *bytes++;
      if (head[column - 1] == '\n') column = 0;
      continue;
    }
    const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
    if (line_end == NULL) return 0;
    if (memcmp(head, answer, sizeof answer - 1) == 0) return 1;
    bytes = line_end + 1;
    column = 0;
  }
  return 0;
}

static int ask(const char *path, const char *request) {
  int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) fail("the socket's path is too long");
  strcpy(address.sun_path, path);
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) fail(path);
  if (dprintf(descriptor, "%s\n", request) < 0) fail("write");
  return descriptor;
}

int main(int count, char **words) {
  if (count != 2 && count != 4) {
    fprintf(stderr, "usage: stamps COUNT [SOCKET REQUEST]\n");
    return 64;
  }
  expected = strtoul(words[1], NULL, 10);
  samples = room_for(expected);
  int input = count == 4 ? ask(words[2], words[3]) : 0;
  char bytes[65536];
  for (;;) {
    ssize_t got = read(input, bytes, sizeof bytes);
    if (got < 0) fail("read");
    if (got == 0) break;
    scan(bytes, (size_t)got);
    if (count == 4 && answered(bytes, (size_t)got)) break;
  }
  if (seen != expected) {
    fprintf(stderr, "stamps: %zu of %zu arrived\n", seen, expected);
    return 1;
  }
  print_percentiles(&samples);
  putchar('\n');
  return 0;
}
