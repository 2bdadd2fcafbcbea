// What Swift cannot call of libcurl: its variadic setters and getters, one function for each
// type of argument. Everything else is called as <curl/curl.h> declares it.
#ifndef SKEIN_CCURL_H
#define SKEIN_CCURL_H

#include <curl/curl.h>
#include <stddef.h>

/// Receives `size * count` bytes and returns how many it took; fewer stops the transfer.
typedef size_t (*ccurl_receive)(char *bytes, size_t size, size_t count, void *context);

/// Called when the connection stands and the request is about to be written.
typedef int (*ccurl_ready)(void *context, char *peer, char *local, int peer_port, int local_port);

CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_headers(CURL *easy, struct curl_slist *headers);

/// `buffer` holds at least CURL_ERROR_SIZE bytes and outlives the transfer.
CURLcode ccurl_set_error_buffer(CURL *easy, char *buffer);

/// Makes the transfer a POST of a copy of `bytes`.
CURLcode ccurl_set_body(CURL *easy, const void *bytes, size_t count);

/// Gives the three callbacks one context, which must outlive the transfer.
CURLcode ccurl_set_callbacks(CURL *easy, ccurl_receive header, ccurl_receive body,
                             ccurl_ready ready, void *context);

/// Lets a cancelled transfer leave without waiting for its name to be resolved (libcurl 7.87).
CURLcode ccurl_set_quick_exit(CURL *easy);

/// The absolute URL that a 3xx answer names, or NULL; it lives as long as `easy`.
const char *ccurl_redirect_url(CURL *easy);

/// What a proxy answered to the last CONNECT of this transfer; 0 where there was none.
long ccurl_connect_status(CURL *easy);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

/// The result that a CURLMSG_DONE message carries.
CURLcode ccurl_result(const CURLMsg *message);

/// Prepares libcurl for this process; call it once, before anything else.
CURLcode ccurl_prepare(void);

#endif
