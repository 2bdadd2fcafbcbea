// A client of a Unix socket, in a closed loop, for RESP and for JSON lines.
//
//   roundtrip resp|line SOCKET CONNECTIONS DEPTH SECONDS REQUEST
//
// Each connection sends DEPTH requests in one write, and the next ones when all are answered; the
// measured time is that of the whole group. It prints p50, p90, p99 and the maximum in µs, and the
// requests per second. An error, or an answer of another length than the first, ends it.

#include "bench.h"
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, MOST_SAMPLES = 1 << 23, MOST_WORDS = 64 };

struct connection {
  int descriptor;
  uint64_t sent;
  int waiting;     // answers still to come
  char *bytes;     // what was received and is not yet read as answers
  size_t have, at; // at: how far the answer that begins at 0 has been read
  long parts;      // of that answer, in RESP: values still to come
};

static int speaks_resp;
static char *request;
static size_t request_size;
static int depth;
static size_t answer_size;

// One command in RESP: an array of bulk strings. The words are separated by single spaces.
static void encode_resp(char *line) {
  char *words[MOST_WORDS];
  int count = 0;
  for (char *word = strtok(line, " "); word != NULL && count < MOST_WORDS; word = strtok(NULL, " "))
    words[count++] = word;
  FILE *out = open_memstream(&request, &request_size);
  fprintf(out, "*%d\r\n", count);
  for (int i = 0; i < count; i++) fprintf(out, "$%zu\r\n%s\r\n", strlen(words[i]), words[i]);
  fclose(out);
}

static void encode_line(const char *line) {
  FILE *out = open_memstream(&request, &request_size);
  fprintf(out, "%s\n", line);
  fclose(out);
}

static void repeat_request(void) {
  char *all = malloc(request_size * (size_t)depth);
  if (all == NULL) fail("memory");
  for (int i = 0; i < depth; i++) memcpy(all + request_size * (size_t)i, request, request_size);
  free(request);
  request = all;
  request_size *= (size_t)depth;
}

// Both protocols: the size of the answer at `from`, or 0 if it is not complete. No byte is read twice.
static size_t line_answer(struct connection *c, size_t from) {
  char *end = memchr(c->bytes + from + c->at, '\n', c->have - from - c->at);
  if (end != NULL) return (size_t)(end - (c->bytes + from)) + 1;
  c->at = c->have - from;
  return 0;
}

static size_t resp_answer(struct connection *c, size_t from) {
  if (c->at == 0) c->parts = 1;
  while (c->parts > 0) {
    char *value = c->bytes + from + c->at;
    size_t left = c->have - from - c->at;
    char *end = left > 0 ? memchr(value, '\n', left) : NULL;
    if (end == NULL) return 0;
    size_t size = (size_t)(end - value) + 1;
    if (*value == '$') {
      long bulk = atol(value + 1);
      if (bulk >= 0) size += (size_t)bulk + 2;
      if (size > left) return 0;
    } else if (*value == '*') {
      c->parts += atol(value + 1);
    }
    c->at += size;
    c->parts--;
  }
  return c->at;
}

static void check(const char *answer, size_t size) {
  if (size == answer_size) return;
  int good = speaks_resp ? *answer != '-' : memmem(answer, size, "\"result\":", 9) != NULL;
  if (!good || answer_size != 0) {
    fprintf(stderr, "roundtrip: an unexpected answer: %.*s\n", (int)size, answer);
    exit(1);
  }
  answer_size = size;
}

static int take_answers(struct connection *c) {
  size_t from = 0, size;
  int count = 0;
  while (from < c->have && (size = speaks_resp ? resp_answer(c, from) : line_answer(c, from)) > 0) {
    check(c->bytes + from, size);
    from += size;
    c->at = 0;
    count++;
  }
  c->have -= from;
  if (from > 0 && c->have > 0) memmove(c->bytes, c->bytes + from, c->have);
  return count;
}

static void send_requests(struct connection *c) {
  c->waiting = depth;
  c->sent = now();
  for (size_t done = 0; done < request_size;) {
    ssize_t wrote = write(c->descriptor, request + done, request_size - done);
    if (wrote < 0) fail("write");
    done += (size_t)wrote;
  }
}

// Receives once; true when every request of the group has been answered.
static int receive(struct connection *c) {
  if (c->have == BUFFER) fail("an answer larger than the buffer");
  ssize_t got = read(c->descriptor, c->bytes + c->have, BUFFER - c->have);
  if (got == 0) errno = 0;
  if (got <= 0) fail("read");
  c->have += (size_t)got;
  c->waiting -= take_answers(c);
  return c->waiting == 0;
}

static struct connection connect_to(const char *path) {
  struct connection c = {.descriptor = socket(AF_UNIX, SOCK_STREAM, 0), .bytes = malloc(BUFFER)};
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) fail("the socket's path is too long");
  strcpy(address.sun_path, path);
  if (c.bytes == NULL || connect(c.descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    fail(path);
  return c;
}

int main(int count, char **words) {
  if (count != 7) {
    fprintf(stderr, "usage: roundtrip resp|line SOCKET CONNECTIONS DEPTH SECONDS REQUEST\n");
    return 64;
  }
  speaks_resp = strcmp(words[1], "resp") == 0;
  int connections = atoi(words[3]);
  depth = atoi(words[4]);
  uint64_t lasts = (uint64_t)(atof(words[5]) * 1e9);
  if (connections < 1 || depth < 1 || lasts == 0) fail("a count that is not positive");
  if (speaks_resp) encode_resp(words[6]);
  else encode_line(words[6]);
  repeat_request();

  struct samples samples = room_for(MOST_SAMPLES);
  struct connection *all = calloc((size_t)connections, sizeof *all);
  int poll = epoll_create1(0);
  if (all == NULL || poll < 0) fail("epoll");
  for (int i = 0; i < connections; i++) {
    all[i] = connect_to(words[2]);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, all[i].descriptor, &event) != 0) fail("epoll");
  }
  for (int i = 0; i < connections; i++) send_requests(&all[i]);

  // The first fifth warms up and is not counted.
  uint64_t time = now(), from = time + lasts / 5, end = from + lasts, answered = 0;
  while (time < end) {
    struct epoll_event events[256] = {{.data.ptr = all}};
    // A single connection waits in read itself, which saves a system call.
    int ready = connections == 1 ? 1 : epoll_wait(poll, events, 256, 10000);
    if (ready <= 0) fail("no answer in 10 s");
    for (int i = 0; i < ready; i++) {
      struct connection *c = events[i].data.ptr;
      if (!receive(c)) continue;
      time = now();
      if (time >= from) {
        answered += (uint64_t)depth;
        add(&samples, time - c->sent);
      }
      send_requests(c);
    }
  }
  print_percentiles(&samples);
  printf(" %.0f\n", (double)answered / ((double)(time - from) / 1e9));
  return 0;
}
