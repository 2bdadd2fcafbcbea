;;; skein-call.el --- Calling methods  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The function that calls any method, and two for commands.

;;; Code:

(require 'skein-connection)

(defun skein--send (method params success failure)
  "Call METHOD with PARAMS, then SUCCESS with the result or FAILURE with the error.
Return the request's id; an error before it is sent is signalled."
  (let ((failed (lambda (object) (funcall failure (skein--problem-from object))))
        (connection (skein-connection)))
    (when (skein-silence-p connection)
      (skein--signal (skein-silence-words (skein-rpc-socket connection))))
    (skein-silence-watch connection)
    (condition-case problem
        (skein-rpc-request connection method params success failed)
      (error
       (let ((why (skein-rpc-why connection)))
         (cond ((jsonrpc-running-p connection)
                (signal 'skein-error
                        (cdr (skein--problem
                              (format "The params of %s can't be written as JSON: %s"
                                      method (error-message-string problem))
                              -32602 "invalidParams"))))
               (why (skein--signal why))
               ;; A connection that was closed has received nothing of the request.
               (t (skein-rpc-request (skein-connection) method params success failed))))))))

;;;###autoload
(defun skein-call (method params &optional callback errback)
  "Call METHOD of the daemon, a string, with PARAMS.

Without CALLBACK wait, and return the result or signal
`skein-error', whose data begin with a sentence; see
`skein-error-message', `skein-error-kind' and `skein-error-code'.
Quitting cancels the request, and with it the turn of a turn/run.

With CALLBACK return at once.  CALLBACK is called with the result
or, if it fails, ERRBACK with the error as `condition-case' would
bind it; without ERRBACK the error is shown as a message.  An
error before the request was sent is passed there, too.  Besides
the kinds of skein-rpc(7) there are \"unreachable\", when the
daemon can't be started or does not answer, and \"disconnected\",
when it ended before it answered.

JSON is as `json-serialize' and `json-parse-string' have it with
plists: objects are plists whose names are keywords, arrays are
vectors, true is t, false is `:false', null is `:null', [] is the
empty vector and {} is nil.  So different values are different in Lisp, and a
received value can be sent back unchanged; `skein-get' reads a member
with null and false as nil."
  (if callback
      (let ((errback (or errback #'skein--show-problem)))
        (condition-case problem
            (skein--send method params callback errback)
          (skein-error (funcall errback problem)))
        nil)
    (let* (state value
           (settle (lambda (as) (lambda (it) (setq state as value it))))
           (id (skein--send method params (funcall settle 'done) (funcall settle 'failed)))
           (connection skein--connection))
      (unwind-protect
          (skein--wait (lambda () (or state (skein-silence-p connection))))
        (unless (or state (skein-silence-p connection))
          (skein--cancel id)))
      (unless state
        (skein--signal (skein-silence-words (skein-rpc-socket connection))))
      (if (eq state 'failed)
          (signal (car value) (cdr value))
        value))))

(defun skein--cancel (id)
  "Cancel the request ID."
  (when skein--connection
    (jsonrpc-notify skein--connection "$/cancelRequest" (list :id id))))

(defun skein--show-problem (problem)
  "Show PROBLEM, a `skein-error', as a message."
  (skein-message "skein: %s" (skein-error-message problem)))

(defun skein-request (method params)
  "Call METHOD with PARAMS for a command: wait, and return the result.
An error is signalled as a `user-error' with its message."
  (condition-case problem
      (skein-call method params)
    (skein-error (user-error "%s" (skein-error-message problem)))))

(defun skein-all (method params &optional most)
  "The entries of all pages of METHOD with PARAMS, or the first MOST, as a list."
  (let (entries cursor (more t))
    (while more
      (let ((page (skein-request
                   method (append (and cursor (list :cursor cursor))
                                  (list :limit 200) params))))
        (setq entries (nconc entries (append (plist-get page :data) nil))
              cursor (skein-get page :nextCursor)
              more (and cursor (or (not most) (< (length entries) most))))))
    entries))

(provide 'skein-call)
;;; skein-call.el ends here
