;;; skein-error.el --- What goes wrong  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Errors as `skein-call' signals them and hands them to callbacks.

;;; Code:

(require 'skein-value)
(require 'skein-visible)

(define-error 'skein-error "skein")

(defun skein-error-message (problem)
  "The sentence in PROBLEM, a `skein-error'."
  (cadr problem))

(defun skein-error-words (object)
  "The sentence in OBJECT, an error of the protocol; nil when there is none.
It is the daemon's own sentence, which says what to do; only Emacs knows
whether it has the key that the daemon lacks."
  (let ((message (skein-get object :message)))
    (when message
      (skein-visible (concat message (skein--key-hint (skein-get object :data)))))))

(defun skein--key-hint (data)
  "The advice if Emacs has the variable that DATA, of an error, names."
  (let* ((param (skein-get data :param))
         (variable (and (equal "noKey" (skein-get data :code)) (stringp param) param))
         (value (and variable (getenv variable))))
    (unless (member value '(nil ""))
      (format " %s is set here, but the daemon was started without it: %s"
              variable
              "skein daemon restart passes it on, unless systemd starts the daemon."))))

(defun skein-error-kind (problem)
  "The stable kind of PROBLEM, a `skein-error', see skein-rpc(7)."
  (plist-get (cddr problem) :kind))

(defun skein-error-code (problem)
  "The code of PROBLEM, a `skein-error'."
  (plist-get (cddr problem) :code))

(defun skein--problem (message code kind &optional data)
  "A `skein-error' with the sentence MESSAGE, CODE, KIND and DATA."
  (list 'skein-error (skein-visible message) :code code :kind kind :data data))

(defun skein--signal (sentence)
  "Signal that the daemon is out of reach, for the reason in SENTENCE."
  (let ((problem (skein--problem sentence -1 "unreachable")))
    (signal (car problem) (cdr problem))))

(defun skein--problem-from (object)
  "The `skein-error' of OBJECT, an error of the protocol."
  (skein--problem (skein-error-words object) (plist-get object :code)
                  (skein-get object :data :kind) (plist-get object :data)))

(provide 'skein-error)
;;; skein-error.el ends here
