;;; skein-chat-commands.el --- The commands of a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Send, cancel, ask again, remove, and move around.

;;; Code:

(require 'skein-live)
(require 'skein-again)

(defun skein-chat-send ()
  "Send the draft."
  (interactive nil skein-mode)
  (let ((question (string-trim (skein-view-draft))))
    (cond (skein-again-edited
           (skein-again-send question))
          ((string-empty-p question)
           (user-error "Write something behind the prompt first"))
          ((skein-get skein-follow-thread :deletedAt)
           (user-error "%s" skein-follow-trouble))
          (t
           ;; The cause of an earlier error may be gone.
           (when skein-follow-trouble
             (skein-request "ping" nil)
             (skein-follow-sync))
           ;; The first question creates the thread, which the second needs.
           (skein--wait (lambda () (or skein-follow-thread (not skein-block-all))))
           (skein-ask-about question skein-context-items
                            (lambda () (skein-view-set-draft "")))))))

(defun skein-chat-cancel ()
  "Cancel the running turn, or the one at point; else the editing of a question."
  (interactive nil skein-mode)
  (if (and skein-again-edited (not skein-block-all))
      (skein-again-leave)
    (skein-chat--cancel)))

(defun skein-chat--cancel ()
  "Cancel the running turn, or the one at point."
  (let ((block (or (skein-block-at (point))
                   (car skein-block-all)
                   (user-error "Nothing runs here"))))
    (skein-turn-cancel (skein-block-id block))))

(defun skein-chat-older ()
  "Show older messages."
  (interactive nil skein-mode)
  (unless (skein-follow-older)
    (user-error "There are no older messages")))

(defconst skein-chat--pieces '(skein-message skein-unanswered skein-unsent)
  "The properties of messages, and of unanswered questions.")

(defun skein-chat-next ()
  "Go to the next message, or question without an answer."
  (interactive nil skein-mode)
  (goto-char (apply #'min (mapcar (lambda (property)
                                    (next-single-property-change (point) property nil
                                                                 skein-view--draft))
                                  skein-chat--pieces))))

(defun skein-chat-previous ()
  "Go to the beginning of this message or question, or to the one before."
  (interactive nil skein-mode)
  (goto-char (apply #'max (mapcar (lambda (property)
                                    (previous-single-property-change (point) property nil
                                                                     (point-min)))
                                  skein-chat--pieces))))

(defun skein-chat-tab ()
  "Show or hide what is folded at point, or the reasoning of the answer there.
In the draft, indent."
  (interactive nil skein-mode)
  (if (>= (point) skein-view--draft)
      (indent-for-tab-command)
    (skein-fold-toggle (or (skein-view-fold (point))
                           (when-let ((block (skein-block-at (point))))
                             (skein-block-fold block))
                           (skein-chat--fetch-reasoning)))))

(defun skein-chat--fetch-reasoning ()
  "Fetch the reasoning for the message at point, and return its fold."
  (let* ((message (get-text-property (point) 'skein-message))
         (turn (and (equal "assistant" (skein-get message :role)) (skein-get message :turnId)))
         (reasoning (and turn (skein-get (skein-request "turn/get" (list :turnId turn))
                                         :turn :reasoning))))
    (skein-view-add-reasoning (point) (or reasoning
                                          (user-error "No reasoning is known here")))))

(provide 'skein-chat-commands)
;;; skein-chat-commands.el ends here
