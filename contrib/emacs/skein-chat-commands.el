;;; skein-chat-commands.el --- What is done in a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Sending, cancelling, asking again, taking back, and looking around.

;;; Code:

(require 'skein-live)
(require 'text-property-search)

(defvar-local skein-chat-model nil
  "The model of this chat, until it has a thread whose model that can be.")

(defun skein-chat-begin (question params &optional method)
  "Show QUESTION, and begin its turn with PARAMS, by turn/start or METHOD."
  (let* ((id (skein-uuid))
         (block (skein-block-make id question)))
    (skein-block-state block "waiting")
    (skein-turn-start (append (list :id id) params) (skein-live-handler block) method)))

(defun skein-chat-ask (question)
  "Ask QUESTION in this chat."
  (skein-chat-begin
   question
   (apply #'skein-params
          :input question :threadId (skein-follow-id)
          (unless skein-follow-thread
            (list :model (or skein-chat-model skein-model)
                  :systemPrompt skein-system-prompt)))))

(defun skein-chat-send ()
  "Send the draft."
  (interactive nil skein-mode)
  (let ((question (string-trim (skein-view-draft))))
    (cond ((string-empty-p question)
           (user-error "Write something behind the prompt first"))
          (skein-follow-trouble
           (user-error "%s" skein-follow-trouble)))
    ;; The first question makes the thread that the second goes to.
    (skein--wait (lambda () (or skein-follow-thread (not skein-block-all))))
    (skein-view-set-draft "")
    (skein-chat-ask question)))

(defun skein-chat-cancel ()
  "Cancel the running turn, or the one at point."
  (interactive nil skein-mode)
  (let ((block (or (seq-find (lambda (block)
                               (<= (skein-block-begin block) (point)
                                   (1- (skein-block-end block))))
                             skein-block-all)
                   (car skein-block-all)
                   (user-error "Nothing runs here"))))
    (skein-turn-cancel (skein-block-id block))))

(defun skein-chat--thread-id ()
  "The id of this chat's thread, which it must have."
  (or (skein-follow-id)
      (user-error "This chat has no thread before its first question")))

(defun skein-chat-retry ()
  "Ask again what failed or was cancelled unanswered, at point or last."
  (interactive nil skein-mode)
  (let* ((place (cond ((get-text-property (point) 'skein-failed) (point))
                      ((text-property-not-all (point-min) (point-max) 'skein-failed nil)
                       (save-excursion
                         (goto-char (point-max))
                         (prop-match-beginning
                          (text-property-search-backward 'skein-failed))))
                      (t (user-error "Nothing has failed here"))))
         (id (get-text-property place 'skein-failed))
         (question (get-text-property place 'skein-question)))
    (skein-block-forget-failed id)
    (skein-chat-begin question (list :turnId id) "turn/retry")))

(defun skein-chat--take-back ()
  "Take the last question and its answer back, and return the question."
  (when skein-block-all
    (user-error "Wait for the answer, or cancel it, first"))
  (let* ((id (skein-chat--thread-id))
         (question
          (seq-find (lambda (message) (equal "user" (plist-get message :role)))
                    (plist-get (skein-request "message/list"
                                              (list :threadId id :order "desc" :limit 200))
                               :data)))
         (fork (and question
                    (skein-request "thread/revert"
                                   (list :threadId id
                                         :throughSequence
                                         (1- (plist-get question :sequence)))))))
    (unless fork
      (user-error "There is no question to take back"))
    (skein-follow-sync)
    (message "Taken back; a copy is kept as the thread %s"
             (skein-title (plist-get fork :fork)))
    (plist-get question :content)))

(defun skein-chat-undo ()
  "Take the last question and its answer back; a copy is kept as a thread."
  (interactive nil skein-mode)
  (skein-chat--take-back))

(defun skein-chat-edit ()
  "Take the last question back, and make it the draft."
  (interactive nil skein-mode)
  (skein-view-set-draft (skein-chat--take-back)))

(defun skein-chat-system-prompt (prompt)
  "Let PROMPT be the system prompt of this thread; empty for none."
  (interactive
   (list (read-string "System prompt (empty for none): "
                      (skein-visible-text
                       (or (skein-get skein-follow-thread :systemPrompt)
                           skein-system-prompt))))
   skein-mode)
  (let ((value (if (string-empty-p (string-trim prompt)) :null prompt)))
    (if skein-follow-thread
        (skein-request "thread/update" (list :threadId (skein-follow-id)
                                             :systemPrompt value))
      (setq-local skein-system-prompt (unless (eq value :null) value)))))

(defun skein-chat-older ()
  "Show older messages."
  (interactive nil skein-mode)
  (unless (skein-follow-older)
    (user-error "There are no older messages")))

(defun skein-chat-next ()
  "Go to the next message."
  (interactive nil skein-mode)
  (goto-char (or (next-single-property-change (point) 'skein-message nil
                                              skein-view--draft)
                 skein-view--draft)))

(defun skein-chat-previous ()
  "Go to the beginning of this message, or to the one before."
  (interactive nil skein-mode)
  (goto-char (or (previous-single-property-change (point) 'skein-message)
                 (point-min))))

(defun skein-chat-tab ()
  "Show or hide the reasoning at point; in the draft, indent."
  (interactive nil skein-mode)
  (cond ((>= (point) skein-view--draft) (indent-for-tab-command))
        ((skein-view-toggle-fold))
        (t (skein-chat--fetch-reasoning))))

(defun skein-chat--fetch-reasoning ()
  "Show what was reasoned for the message at point, which the daemon knows."
  (let* ((turn (skein-get (get-text-property (point) 'skein-message) :turnId))
         (reasoning (and turn (skein-get (skein-request "turn/get" (list :turnId turn))
                                         :turn :reasoning))))
    (unless reasoning
      (user-error "No reasoning is known here"))
    (skein-view-add-fold (point) reasoning)))

(defun skein-chat-copy-code ()
  "Copy the code block at point, else the last one above the prompt."
  (interactive nil skein-mode)
  (let* ((place (if (get-text-property (point) 'skein-fence)
                    (point)
                  (let ((end (previous-single-property-change
                              (if (eq (get-text-property (1- (point-max)) 'skein-fence) nil)
                                  (point-max)
                                skein-view--draft)
                              'skein-fence)))
                    (and end (1- end)))))
         (code (and place (skein-markdown-code-at place))))
    (unless code
      (user-error "There is no code here"))
    (kill-new (buffer-substring-no-properties (car code) (cdr code)))
    (message "Copied %d lines" (count-lines (car code) (cdr code)))))

(provide 'skein-chat-commands)
;;; skein-chat-commands.el ends here
