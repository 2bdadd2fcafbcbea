;;; skein-daemon.el --- Where the daemon is, and starting it  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The default path of the socket, and what to do when nobody answers there,
;; or a daemon that may have another database.

;;; Code:

(require 'skein-database)
(require 'subr-x)

(defvar skein-daemon--found nil
  "The socket that the command skein has printed, or nil.
A list of the environment at that time, see
`skein-database-environment', the socket, and its database.")

(defun skein-daemon-named-socket ()
  "The path of the socket that the user has named, or nil.
Anybody may listen there, see `skein-peer-check'."
  (if skein-socket
      (expand-file-name skein-socket)
    (skein-database-absolute "SKEIN_SOCKET")))

(defun skein-daemon--directory (variable &optional mine)
  "The directory that the environment's VARIABLE names, or nil if there is none.
With MINE it must belong to the user."
  (let* ((file-name-handler-alist nil)
         (path (skein-database-absolute variable))
         (found (and path (ignore-errors (file-attributes (file-truename path))))))
    (and found
         (eq t (file-attribute-type found))
         (or (not mine) (eql (user-uid) (file-attribute-user-id found)))
         path)))

(defun skein-daemon-socket ()
  "The path where the daemon's socket is expected."
  (or (skein-daemon-named-socket)
      (if-let ((runtime (skein-daemon--directory "XDG_RUNTIME_DIR" t)))
          (expand-file-name "skein/skein.sock" runtime)
        (expand-file-name (format "skein-%d/skein.sock" (user-uid))
                          (or (skein-daemon--directory "TMPDIR") "/tmp")))))

(defun skein-daemon-expected ()
  "The path of a socket whose daemon certainly has this database, or nil.
A socket that the user has named is used without a check, and a
token belongs to the daemon that made it."
  (if (or (skein-daemon-named-socket) (getenv "SKEIN_TOKEN"))
      (skein-daemon-socket)
    (pcase-let ((socket (skein-daemon-socket))
                (`(,environment ,found ,database) skein-daemon--found))
      (cond ((skein-database-served-p socket) socket)
            ((and found
                  (equal environment (skein-database-environment))
                  (skein-database-served-p found database))
             found)))))

(defun skein-daemon-may-start-p ()
  "Whether a daemon may be started.
A daemon that is started here would not know the token."
  (and (not (getenv "SKEIN_TOKEN"))
       (member (or (getenv "SKEIN_NO_START") "") '("" "0"))))

(defun skein-daemon--run (verb then)
  "Run `skein daemon' with VERB, a list of arguments, for the socket that is set.
THEN is called with its exit status and its output, or with nil
and the reason why it can't be run.  The process is returned."
  (if (not (executable-find skein-executable))
      (ignore
       (funcall then nil (format "There is no command %s to start the daemon with: \
install skein, or set skein-executable." skein-executable)))
    (let ((output (generate-new-buffer " *skein daemon*" t))
          ;; The current buffer's directory may be gone, or on another machine.
          (default-directory temporary-file-directory))
      (make-process
       :name "skein-daemon" :buffer output :noquery t :connection-type 'pipe
       :command `(,skein-executable
                  ,@(when skein-socket (list "--socket" (skein-daemon-socket)))
                  "daemon" ,@verb)
       :sentinel (lambda (process _change)
                   (unless (process-live-p process)
                     (let ((said (with-current-buffer output
                                   (string-trim (buffer-string)))))
                       (kill-buffer output)
                       (funcall then (process-exit-status process) said))))))))

(defun skein-daemon-start (then)
  "Start the daemon.
When the command has ended, THEN is called with nil if the daemon
runs, else with the reason."
  (if (skein-daemon-may-start-p)
      (skein-daemon--run
       '("start")
       (lambda (status said)
         (funcall then (cond ((not status) (concat "No daemon answers.  " said))
                             ((/= status 0) (string-remove-prefix "skein: " said))))))
    (funcall then nil)
    nil))

(defun skein-daemon-find (then)
  "Call THEN with the socket that a running daemon reports, or with nil.
Cron, ssh and a login shell may compute different paths for one daemon."
  (let ((environment (skein-database-environment)))
    (skein-daemon--run
     '("status" "--json")
     (lambda (status said)
       ;; 1 means that a running daemon has a problem.
       (let* ((info (and (memql status '(0 1))
                         (ignore-errors
                           (skein-get (json-parse-string said :object-type 'plist) :info))))
              (socket (skein-get info :socketPath))
              (database (skein-get info :databasePath)))
         (setq skein-daemon--found (and socket database (list environment socket database)))
         (funcall then socket))))))

(defun skein-daemon--wait (begin deadline)
  "Call BEGIN with a function to call with a value, and return that value.
After DEADLINE, a time in seconds, return `late'; the process that
BEGIN has returned continues."
  (let ((value 'unknown) (inhibit-quit nil))
    (funcall begin (lambda (it) (setq value it)))
    (while (and (eq value 'unknown) (< (float-time) deadline))
      (accept-process-output nil 0.05))
    (if (eq value 'unknown) 'late value)))

(defun skein-daemon-start-and-wait (deadline)
  "Start the daemon, wait until it answers, and return nil or why it does not.
Wait no longer than until DEADLINE."
  (let ((problem (skein-daemon--wait #'skein-daemon-start deadline)))
    (if (eq problem 'late)
        (format "skein daemon start has found no answer yet, at %s: \
skein daemon status says more." (skein-daemon-socket))
      problem)))

(defun skein-daemon-find-and-wait (deadline)
  "The socket that a running daemon reports, or nil.
Wait no longer than until DEADLINE."
  (let ((socket (skein-daemon--wait #'skein-daemon-find deadline)))
    (unless (eq socket 'late)
      socket)))

(provide 'skein-daemon)
;;; skein-daemon.el ends here
