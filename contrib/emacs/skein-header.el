;;; skein-header.el --- The line at the top of a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The title, the model that answers, options, tokens and cost, and the beginning
;; of the system prompt.  In a narrow window the title is cut first.

;;; Code:

(require 'skein-ask-here)
(require 'skein-options)
(require 'map)

(defvar skein-header--models (make-hash-table :test #'equal)
  "The id of the model that each name means, or `asked'; nil is the default.")

(defvar skein-header--currency nil "The currency of costs, or `asked'.")

(defun skein-header--forget ()
  "Ask the daemon again, which may have another configuration."
  (clrhash skein-header--models)
  (setq skein-header--currency nil))

(add-hook 'skein-resync-hook #'skein-header--forget)

(defun skein-header--ask (method params then)
  "Call METHOD with PARAMS, then THEN with the result, and show the new line."
  (when skein--connection
    (run-at-time 0 nil
                 (lambda ()
                   (when skein--connection
                     (skein-call method params
                                 (lambda (answer)
                                   (funcall then answer)
                                   (force-mode-line-update t))
                                 #'ignore))))))

(defun skein-header--model ()
  "The model that answers here."
  (let* ((name (or (skein-get skein-follow-thread :model) skein-chat-model
                   (and (not skein-follow-thread) skein-model)))
         (known (gethash name skein-header--models)))
    (unless known
      (puthash name 'asked skein-header--models)
      (skein-header--ask "model/get" (skein-params :model name)
                         (lambda (answer)
                           (puthash name (skein-get answer :model :id) skein-header--models))))
    (skein-visible (cond ((stringp known) known)
                         (name)
                         (t "the configured model")))))

(defun skein-header--usage ()
  "The tokens and the cost of this chat, or nil."
  (let ((tokens 0) (cost 0))
    (when skein-turns-known
      (map-do (lambda (_ turn)
                (setq tokens (+ tokens (or (skein-get turn :totalTokens) 0))
                      cost (+ cost (or (skein-get turn :cost) 0))))
              skein-turns-known))
    (unless skein-header--currency
      (setq skein-header--currency 'asked)
      (skein-header--ask "server/info" nil
                         (lambda (answer)
                           (setq skein-header--currency (skein-get answer :currency)))))
    (when (> tokens 0)
      (concat (if (< tokens 1000)
                  (skein-counted tokens "token")
                (format "%.1fk tokens" (/ tokens 1000.0)))
              (and (> cost 0)
                   (concat " " (skein-header--money cost)))))))

(defun skein-header--money (cost)
  "COST with its currency, and as many digits as a small amount needs."
  (concat (format (if (< cost 0.001) "%.6f" "%.4f") cost)
          (if (stringp skein-header--currency) (concat " " skein-header--currency) "")))

(defun skein-header-line ()
  "The header line of this chat."
  (let* ((thread skein-follow-thread)
         (prompt (if thread (skein-get thread :systemPrompt) skein-system-prompt))
         (name (if thread (skein-name thread) "A new thread"))
         (rest (delq nil
                     (list (skein-header--model)
                           (and thread (skein-counted (plist-get thread :messageCount) "message"))
                           (and (skein-get thread :copyOf) "a version")
                           skein-follow-trouble
                           (skein-options-words (if thread (skein-get thread :options)
                                                  skein-chat-options))
                           (skein-header--usage)
                           (and prompt (skein-quoted prompt)))))
         (line (string-join rest " · "))
         (room (max 16 (- (window-width) (string-width line) 4))))
    (replace-regexp-in-string
     "%" "%%" (concat " " (truncate-string-to-width name room nil nil "…") " · " line))))

(provide 'skein-header)
;;; skein-header.el ends here
