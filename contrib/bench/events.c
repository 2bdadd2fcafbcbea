// A provider on loopback that sends only the time. It implements as much of OpenAI's chat completions
// as a stream needs, prints the port on which it listens, and serves until it is ended.
//
//   POST /RATE/COUNT/…    COUNT chunks, RATE a second, then a finish_reason and [DONE]
//
// Each chunk's content is "@NANOSECONDS ", the CLOCK_MONOTONIC of the moment it is sent.

#include "bench.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_REQUEST = 1 << 20 };

static int send_all(int peer, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = send(peer, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return 0;
    bytes += sent;
    size -= (size_t)sent;
  }
  return 1;
}

// One event, as one chunk of HTTP.
__attribute__((format(printf, 2, 3))) static int send_event(int peer, const char *format, ...) {
  char data[512], chunk[600];
  va_list values;
  va_start(values, format);
  int size = vsnprintf(data, sizeof data, format, values);
  va_end(values);
  int all = snprintf(chunk, sizeof chunk, "%x\r\ndata: %s\n\n\r\n", size + 8, data);
  return send_all(peer, chunk, (size_t)all);
}

#define CHUNK                                                                                      \
  "{\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"bench\","      \
  "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"

static void sleep_until(uint64_t time) {
  struct timespec until = {(time_t)(time / 1000000000), (long)(time % 1000000000)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {}
}

static int stream(int peer, unsigned long rate, unsigned long count) {
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                             "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";
  if (!send_all(peer, head, sizeof head - 1)) return 0;
  if (!send_event(peer, CHUNK, "{\"role\":\"assistant\",\"content\":\"\"}", "null")) return 0;
  uint64_t began = now();
  for (unsigned long i = 1; i <= count; i++) {
    sleep_until(began + i * 1000000000u / rate);
    char delta[64];
    snprintf(delta, sizeof delta, "{\"content\":\"@%llu \"}", (unsigned long long)now());
    if (!send_event(peer, CHUNK, delta, "null")) return 0;
  }
  return send_event(peer, CHUNK, "{}", "\"stop\"") && send_event(peer, "[DONE]") &&
         send_all(peer, "0\r\n\r\n", 5);
}

// Reads one request, head and body; returns 0 when the peer has disconnected or the request is invalid.
static int receive(int peer, char *bytes) {
  size_t have = 0, body = 0;
  char *end = NULL;
  do {
    if (have == MOST_REQUEST) return 0;
    ssize_t got = recv(peer, bytes + have, MOST_REQUEST - have, 0);
    if (got <= 0) return 0;
    have += (size_t)got;
    bytes[have] = 0;
    if (end != NULL || (end = strstr(bytes, "\r\n\r\n")) == NULL) continue;
    char *length = strcasestr(bytes, "\r\ncontent-length:");
    if (length != NULL && length < end) body = strtoul(length + 17, NULL, 10);
  } while (end == NULL || have < (size_t)(end - bytes) + 4 + body);
  return 1;
}

static void *serve(void *argument) {
  int peer = (int)(intptr_t)argument, yes = 1;
  char *request = malloc(MOST_REQUEST + 1);
  if (request == NULL) fail("memory");
  // A timer of this thread fires on time, not up to 50 µs later.
  prctl(PR_SET_TIMERSLACK, 1ul, 0, 0, 0);
  setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  unsigned long rate, count;
  while (receive(peer, request) && sscanf(request, "POST /%lu/%lu/", &rate, &count) == 2 &&
         rate > 0 && stream(peer, rate, count)) {}
  close(peer);
  free(request);
  return NULL;
}

int main(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 16) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) != 0)
    fail("listen");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int peer = accept(listener, NULL, NULL);
    pthread_t thread;
    if (peer < 0) continue;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)peer) != 0) fail("thread");
    pthread_detach(thread);
  }
}
