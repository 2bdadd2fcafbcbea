;;; skein-daemon.el --- Where the daemon is, and starting it  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The socket's path by skein's rule, and what to do when nobody answers there.

;;; Code:

(require 'skein-value)
(require 'subr-x)

(defun skein-daemon--setting (variable)
  "The value of the environment's VARIABLE, or nil when it is empty."
  (let ((value (getenv variable)))
    (and value (not (string-empty-p value)) value)))

(defun skein-daemon-named-socket ()
  "The path of the socket that the user has named, or nil.
Who listens there may be anybody, see `skein-peer-check'."
  (if skein-socket
      (expand-file-name skein-socket)
    (skein-daemon--setting "SKEIN_SOCKET")))

(defun skein-daemon-socket ()
  "The path where the daemon's socket is expected."
  (or (skein-daemon-named-socket)
      (if-let ((runtime (skein-daemon--setting "XDG_RUNTIME_DIR")))
          (expand-file-name "skein/skein.sock" runtime)
        (expand-file-name (format "skein-%d/skein.sock" (user-uid))
                          (or (skein-daemon--setting "TMPDIR") "/tmp")))))

(defun skein-daemon--command (&rest arguments)
  "The command `skein daemon' with ARGUMENTS, for the socket that is set."
  `(,skein-executable
    ,@(when skein-socket (list "--socket" (skein-daemon-socket)))
    "daemon" ,@arguments))

(defun skein-daemon-start (then)
  "Start the daemon.
When that has ended, THEN is called with nil if the daemon runs,
else with a sentence that says why not."
  (if (not (executable-find skein-executable))
      (funcall then (format "There is no command `%s' to start the daemon with: \
install skein, or set `skein-executable'" skein-executable))
    (let ((output (generate-new-buffer " *skein daemon*" t))
          ;; That of the buffer at hand may be gone, or on another machine.
          (default-directory temporary-file-directory))
      (make-process
       :name "skein-daemon-start" :buffer output :noquery t :connection-type 'pipe
       :command (skein-daemon--command "start")
       :sentinel (lambda (process _change)
                   (unless (process-live-p process)
                     (let ((said (with-current-buffer output
                                   (string-trim (buffer-string)))))
                       (kill-buffer output)
                       (funcall then (unless (eql 0 (process-exit-status process))
                                       (format "No daemon answers, and none could be started: %s"
                                               said))))))))))

(defun skein-daemon-start-and-wait ()
  "Start the daemon, wait until it answers, and return nil or why it does not."
  (let ((verdict 'unknown) (inhibit-quit nil))
    (skein-daemon-start (lambda (problem) (setq verdict problem)))
    (while (eq verdict 'unknown)
      (accept-process-output nil 0.1))
    verdict))

(defun skein-daemon-actual-socket ()
  "The socket of a running daemon as it names it, or nil.
Cron, ssh and a login shell may come to different paths for one daemon."
  (with-temp-buffer
    (let ((command (skein-daemon--command "status" "--json"))
          (default-directory temporary-file-directory))
      ;; 1 says that something is wrong with a daemon that runs.
      (when (memql (ignore-errors
                     (apply #'call-process (car command) nil '(t nil) nil (cdr command)))
                   '(0 1))
        (goto-char (point-min))
        (skein-get (json-parse-buffer :object-type 'plist) :info :socketPath)))))

(provide 'skein-daemon)
;;; skein-daemon.el ends here
