;;; skein-connection.el --- The connection, and calling methods  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; One connection serves all of Emacs.  The first call opens it, and it is
;; opened again after a restart of the daemon, as long as something needs it.

;;; Code:

(require 'skein-rpc)
(require 'skein-daemon)
(require 'skein-error)
(require 'skein-peer)
(require 'skein-silence)

(defvar skein-event-functions nil
  "Functions that are called with each event, which reports a change of your data.
An event is a plist with :seq, :entity, :id, :change and :at, see
skein-event(7).  After adding a function call `skein-listen'.")

(defvar skein-resync-hook nil
  "Run when events may have been missed, as after a new connection.")

(defvar skein-notification-functions nil
  "Functions that are called with each notification: its method and params.")

(defvar skein-turns (make-hash-table :test #'equal)
  "The turns that are followed, by id.
While there are any, a daemon that has ended is started again.")

(defvar skein-unreachable-functions nil
  "Functions that are called with an error when the daemon can't be started.")

(defvar skein--connection nil "The connection, while there is one.")
(defvar skein--listener nil "The connection that has subscribed to events.")
(defvar skein--return-timer nil "The timer that will connect again.")

(defconst skein--patience 4.9
  "How many seconds a command may take to reach the daemon.")

(defun skein--try-expected ()
  "Connect to this environment's daemon; return the connection, or nil.
It is also nil when only the command skein knows its socket.  When
another user listens there, or could, signal a `skein-error'."
  (let ((socket (skein-daemon-expected)))
    ;; The lock in another user's directory proves nothing.
    (unless socket
      (skein-peer-check (skein-daemon-socket)))
    (skein--try socket)))

(defun skein--try (socket)
  "Connect to SOCKET and return the connection, or nil when nobody answers.
When another user listens there, or could, signal a `skein-error'."
  (when-let* ((socket)
              (path (skein-peer-check socket))
              (connection (skein--open path)))
    (when (timerp skein--return-timer)
      (cancel-timer skein--return-timer))
    (setq skein--connection connection)
    (when-let ((token (getenv "SKEIN_TOKEN")))
      (skein-rpc-request connection "auth/login" (list :token token)
                         #'ignore #'skein--show-error))
    (when skein-event-functions
      (skein-listen))
    (run-hooks 'skein-resync-hook)
    connection))

(defun skein--open (path)
  "A connection to PATH, or nil when nobody listens there."
  (condition-case problem
      (skein-rpc-open path #'skein--notified #'skein--closed)
    (file-error
     (let ((why (downcase (format "%s" (nth 2 problem)))))
       (cond ((string-match-p "temporarily unavailable" why)
              (skein--signal (skein-silence-words path)))
             ((string-match-p "permission denied" why)
              (skein--signal (skein-peer-closed path))))))
    (error nil)))

(defun skein-connection ()
  "The connection to the daemon, which is started if it is not running."
  (or (skein--still-open)
      (let* ((deadline (+ (float-time) skein--patience))
             (ready (lambda (connection) (skein--answering connection deadline))))
        (or (funcall ready (skein--try-expected))
            (let ((problem (skein-daemon-start-and-wait deadline)))
              (when problem
                (skein--signal problem))
              (or (skein--still-open)
                  (funcall ready (skein--try (skein-daemon-expected)))
                  (funcall ready (skein--try (skein-daemon-find-and-wait deadline)))
                  (skein--signal (skein--absence))))))))

(defun skein--still-open ()
  "The connection if it is open, else nil."
  (when skein--connection
    ;; In batch mode, writing to a closed socket would end Emacs.
    (when (and noninteractive (jsonrpc-running-p skein--connection))
      (accept-process-output (skein-rpc-process skein--connection) 0 nil t))
    (and skein--connection (jsonrpc-running-p skein--connection) skein--connection)))

(defun skein--answering (connection deadline)
  "Return CONNECTION once the daemon has answered over it, or nil if it can't.
The socket of a daemon that is being killed accepts connections a
moment longer.  Signal an error when there is no answer by
DEADLINE, or the program is no daemon."
  (when connection
    (let (answer)
      (skein-rpc-request connection "ping" nil
                         (lambda (_) (setq answer 'yes)) (lambda (problem) (setq answer problem)))
      (skein--wait (lambda () (or answer (< deadline (float-time)))))
      (cond ((eq answer 'yes) connection)
            ((not answer)
             (let ((why (skein-silence-words (skein-rpc-socket connection))))
               (skein-rpc-close (skein-rpc-process connection) why)
               (skein--signal why)))
            ((equal "unreachable" (skein-get answer :data :kind))
             (skein--signal (plist-get answer :message)))))))

(defun skein--wait (condition)
  "Wait until CONDITION, a function, is true."
  ;; Waiting for a single dead process would block all others and their sentinels.
  (let ((inhibit-quit nil))
    (while (not (funcall condition))
      (accept-process-output nil 0.1))))

(defun skein--absence ()
  "The sentence for a daemon that is not there."
  (format "No daemon answers at %s%s; skein daemon status says more." (skein-daemon-socket)
          (if (skein-daemon-may-start-p) "" ", and none may be started")))

(defun skein-listen ()
  "Make sure that `skein-event-functions' are called."
  (let ((connection (skein-connection)))
    (unless (eq connection skein--listener)
      (setq skein--listener connection)
      (skein-rpc-request connection "event/subscribe" nil #'ignore #'skein--show-error))))

(defun skein--show-error (object)
  "Show OBJECT, an error of the protocol, as a message."
  (skein-message "skein: %s" (plist-get object :message)))

(defun skein-disconnect ()
  "Close the connection to the daemon; the next command opens a new one."
  (interactive)
  (when-let ((connection skein--connection))
    (setq skein--connection nil)
    (jsonrpc-shutdown connection)))

(defun skein--notified (_connection method params)
  "Pass the notification METHOD with PARAMS on."
  (pcase method
    ('event/changed (run-hook-with-args 'skein-event-functions params))
    ('event/gone (run-hooks 'skein-resync-hook))
    (_ (run-hook-with-args 'skein-notification-functions method params))))

(defun skein--closed (connection)
  "Connect again when CONNECTION was lost and something needs it."
  (when (eq connection skein--connection)
    (setq skein--connection nil)
    (skein--return-later 0)))

(defun skein--return-later (attempt)
  "Connect again after a pause, which grows with ATTEMPT."
  (when (or skein-event-functions (> (hash-table-count skein-turns) 0))
    (setq skein--return-timer
          (run-at-time (min 30 (* 0.1 (expt 2 (min attempt 10)))) nil
                       #'skein--return attempt))))

(defun skein--return (attempt)
  "Connect again; ATTEMPT counts from 0.
For a lost turn the daemon is started, once."
  (unless skein--connection
    (condition-case lost
        (cond ((skein--try-expected))
              ((and (= attempt 0) (> (hash-table-count skein-turns) 0))
               (skein-daemon-start #'skein--started))
              (t (skein--return-later (1+ attempt))))
      (skein-error (skein--give-up lost)))))

(defun skein--started (problem)
  "Connect after the daemon was started, unless there is a PROBLEM."
  (condition-case lost
      (cond (skein--connection)
            (problem (skein--signal problem))
            ((skein--try (skein-daemon-expected)))
            (t (skein-daemon-find #'skein--found)))
    (skein-error (skein--give-up lost))))

(defun skein--found (socket)
  "Connect to SOCKET of the started daemon; nil if it is not known."
  (condition-case lost
      (unless (or skein--connection (skein--try socket))
        (skein--signal (skein--absence)))
    (skein-error (skein--give-up lost))))

(defun skein--give-up (lost)
  "Report to each turn handler that the daemon is LOST, a `skein-error'."
  (run-hook-with-args 'skein-unreachable-functions lost)
  (skein--return-later 1))

(defun skein--awake ()
  "Send what could not be sent while the daemon was silent."
  (run-hooks 'skein-resync-hook))

(add-hook 'skein-silence-over-hook #'skein--awake)

(provide 'skein-connection)
;;; skein-connection.el ends here
