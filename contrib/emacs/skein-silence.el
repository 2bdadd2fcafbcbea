;;; skein-silence.el --- A daemon that does not answer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A busy daemon still answers a ping.  A daemon that sends nothing at all
;; counts as silent, and is not waited for any longer.

;;; Code:

(require 'skein-rpc)
(require 'skein-database)

(defconst skein-silence--ask 2
  "After this many seconds without a byte a ping is sent to the daemon.")

(defconst skein-silence--answer 2.2
  "This many seconds later, without an answer, the daemon counts as silent.")

(defvar skein-silence--timer nil "The timer that checks whether the daemon is silent.")
(defvar skein-silence--watched nil "The connection that is checked.")
(defvar skein-silence--found nil "The connection that was last found silent, or nil.")

(defvar skein-silence-over-hook nil
  "Run when a silent daemon sends something again.")

(defun skein-silence--seconds (connection)
  "Seconds since an answer over CONNECTION was due; 0 if none is."
  (if (and (jsonrpc-running-p connection)
           (or (skein-rpc-sending connection)
               (not (hash-table-empty-p (skein-rpc-pending connection)))))
      (- (float-time) (skein-rpc-heard connection))
    0))

(defun skein-silence--due-p (connection)
  "Whether the daemon of CONNECTION should have answered by now."
  (let ((asked (skein-rpc-asked connection)))
    (and asked
         (< 0 (skein-silence--seconds connection))
         (< (skein-rpc-heard connection) asked)
         (< skein-silence--answer (- (float-time) asked)))))

(defun skein-silence-p (connection)
  "Whether the daemon of CONNECTION does not answer."
  (when (skein-silence--due-p connection)
    ;; Emacs itself may have been busy or suspended.
    (accept-process-output (skein-rpc-process connection) 0 nil t)
    (when (skein-silence--due-p connection)
      (setq skein-silence--found connection)
      t)))

(defun skein-silence-found-p (connection)
  "Whether a check has found that the daemon of CONNECTION does not answer."
  (eq connection skein-silence--found))

(defun skein-silence-words (socket)
  "The error about a program that listens at SOCKET and does not answer."
  (let* ((pid (skein-database-pid socket))
         (name (and pid (alist-get 'comm (process-attributes pid)))))
    (if (equal name "skeind")
        (format "skeind (process %d) at %s does not answer: skein daemon stop ends it, and the \
next command starts another." pid socket)
      (format "Another program listens at %s, does not answer, and is not skeind: end it, or name \
another socket with SKEIN_SOCKET or skein-socket." socket))))

(defun skein-silence-watch (connection)
  "Check from now on whether requests over CONNECTION are answered."
  (unless (and skein-silence--timer (eq connection skein-silence--watched))
    (skein-silence--rest)
    (setq skein-silence--watched connection
          skein-silence--timer
          (run-at-time 0.25 0.25 #'skein-silence--look connection (list nil)))))

(defun skein-silence--rest ()
  "Stop checking."
  (when skein-silence--timer
    (cancel-timer skein-silence--timer)
    (setq skein-silence--timer nil)))

(defun skein-silence--look (connection said)
  "Send a ping over CONNECTION, and report when no answer arrives.
SAID is a list of whether that was reported."
  (let ((seconds (skein-silence--seconds connection))
        (silent (skein-silence-p connection)))
    (cond ((and (skein-silence-found-p connection) (not silent))
           (setf (car said) nil)
           (setq skein-silence--found nil)
           (force-mode-line-update t)
           (when (jsonrpc-running-p connection)
             (run-hooks 'skein-silence-over-hook)))
          ((= seconds 0) (skein-silence--rest))
          ((and silent (not (car said)))
           (setf (car said) t)
           (skein-message "skein: %s" (skein-silence-words (skein-rpc-socket connection)))
           (force-mode-line-update t)
           ;; A request that can't be sent would be waited for until it is.
           (when (skein-rpc-sending connection)
             (skein-rpc-close (skein-rpc-process connection)
                              (skein-silence-words (skein-rpc-socket connection)))))
          ((and (< skein-silence--ask seconds)
                (< (or (skein-rpc-asked connection) 0) (skein-rpc-heard connection)))
           (setf (skein-rpc-asked connection) (float-time))
           (unless (skein-rpc-sending connection)
             (skein-rpc-request connection "ping" nil #'ignore #'ignore))))))

(provide 'skein-silence)
;;; skein-silence.el ends here
