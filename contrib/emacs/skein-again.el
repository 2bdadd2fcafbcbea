;;; skein-again.el --- Repeat, remove or edit the last question  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; These commands act on the last question of a chat, answered or not, and
;; quote it in a message; edit and fork act on any question, at point.

;;; Code:

(require 'skein-ask-here)
(require 'skein-question)

(defvar-local skein-again-edited nil
  "The question that the draft replaces: a `skein-question', or nil.")

(defvar-local skein-again--last-then nil
  "The question that was the last one when the editing began.")

(defun skein-again--unsent ()
  "The last question that was never asked, if nothing was asked since."
  (let ((unsent (skein-block-unsent)))
    (and unsent
         (= (nth 1 unsent) skein-view--written)
         unsent)))

(defun skein-again--forget (unsent)
  "Remove UNSENT, a question that was never asked, and return its text."
  (skein-undo-aside
    (delete-region (nth 0 unsent) (nth 1 unsent)))
  (nth 2 unsent))

(defun skein-again--last ()
  "Return the last question of this chat, as a `skein-question'."
  (when skein-block-all
    (user-error "Wait for the answer, or cancel it, first"))
  (unless (skein-follow-id)
    (user-error "Nothing has been asked in this thread"))
  (skein-question-last (skein-follow-id)))

(defun skein-chat-retry ()
  "Ask the last question again, whether it has an answer or not.
The new answer replaces the old one, which \\[skein-variants]
shows from then on."
  (interactive nil skein-mode)
  (if-let ((unsent (skein-again--unsent)))
      (skein-ask-here (skein-again--forget unsent))
    (let* ((last (skein-again--last))
           (text (skein-question-text last))
           (turn (skein-question-turn last)))
      (if (not turn)
          ;; No turn asked it here: a version of the thread keeps the old answer.
          (progn (skein-question-take-back last)
                 (skein-follow-sync)
                 (skein-ask-here text))
        (skein-message "Asking again: %s." (skein-quoted text))
        (skein-ask-begin text (skein-params :turnId turn :model skein-chat-model)
                         nil "turn/retry" turn (skein-question-sequence last))))))

(defun skein-chat-undo ()
  "Remove the last question, with its answer if it has one.
The thread from before stays as a version, see `skein-versions'."
  (interactive nil skein-mode)
  (if-let ((unsent (skein-again--unsent)))
      (skein-message "Taken back: %s, which was never asked."
                     (skein-quoted (skein-again--forget unsent)))
    (skein-question-take-back (skein-again--last))
    (skein-follow-sync)))

(defun skein-again--here ()
  "The question at point, or in the draft the last one."
  (let ((last (skein-again--last)))
    (or (and (< (point) skein-view--prompt) (skein-question-at (point)))
        last)))

;;;###autoload
(defun skein-edit ()
  "Make the question at point, in the draft the last one, the draft.
Sending the draft removes that question with all that stands after
it, and asks the draft; an empty or unchanged draft is not asked.
The thread from before stays as a version, see `skein-versions'."
  (interactive nil skein-mode)
  (skein-view-check)
  (unless (string-empty-p (skein-view-draft))
    (user-error "Send or remove the draft first"))
  (if-let ((unsent (and (>= (point) skein-view--prompt) (skein-again--unsent))))
      (skein-view-set-draft (skein-again--forget unsent))
    (let ((question (skein-again--here)))
      (setq skein-again-edited question
            skein-again--last-then (skein-again--last))
      (skein-block-keys)
      (skein-view-set-draft (skein-question-text question))
      (skein-message
       "%s"
       (substitute-command-keys
        (format "Editing %s: \\<skein-mode-map>\\[skein-chat-send] asks, \\[skein-chat-cancel] leaves it"
                (skein-quoted (skein-question-text question)))))
      (force-mode-line-update))))

(defun skein-again-leave ()
  "Stop editing a question."
  (setq skein-again-edited nil)
  (skein-block-keys)
  (skein-view-set-draft "")
  (force-mode-line-update))

(defun skein-again-send (question)
  "Ask QUESTION in place of the one that is edited."
  (let ((edited skein-again-edited) left)
    (setq left (cond ((string-empty-p question) "empty")
                     ((equal question (string-trim (skein-question-text edited)))
                      "as it was")))
    (if left
        (progn (skein-again-leave)
               (skein-message
                "The question was left %s: nothing is asked, nothing is taken back." left))
      (unless (equal skein-again--last-then (skein-again--last))
        (user-error "Another question was asked meanwhile: nothing is taken back, %s"
                    (substitute-command-keys
                     "\\<skein-mode-map>\\[skein-chat-cancel] leaves it")))
      (skein-ask-about question skein-context-items
                       (lambda ()
                         (skein-question-take-back edited)
                         (skein-again-leave)
                         (skein-follow-sync))
                       (skein-question-turn edited)))))

(provide 'skein-again)
;;; skein-again.el ends here
