;;; skein-chat.el --- Chats with a language model  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The mode of chat buffers and what is done in them.

;;; Code:

(require 'skein-follow)
(require 'easymenu)
(require 'text-property-search)

(defvar-local skein-chat-model nil
  "The model of this chat, until it has a thread whose model that can be.")

(defvar skein-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("C-c C-c" . skein-chat-send)
                     ("C-c C-k" . skein-chat-cancel)
                     ("C-c C-r" . skein-chat-retry)
                     ("C-c C-u" . skein-chat-undo)
                     ("C-c C-e" . skein-chat-edit)
                     ("C-c C-w" . skein-chat-copy-code)
                     ("C-c C-f" . skein-chat-fork)
                     ("C-c C-l" . skein-chat-older)
                     ("C-c C-n" . skein-chat-next)
                     ("C-c C-p" . skein-chat-previous)
                     ("C-c C-v" . skein-choose-model)
                     ("C-c C-s" . skein-chat-system-prompt)
                     ("C-c C-t" . skein-continue)
                     ("C-c C-o" . skein-menu)
                     ("TAB" . skein-chat-tab)))
      (define-key map (kbd key) command))
    map)
  "Keymap of `skein-mode'.")

(easy-menu-define skein-chat-menu skein-mode-map "Menu of `skein-mode'."
  '("Skein"
    ["Send" skein-chat-send]
    ["Cancel" skein-chat-cancel :active skein-block-all]
    ["Ask again" skein-chat-retry]
    ["Take back" skein-chat-undo]
    ["Edit the last question" skein-chat-edit]
    ["Fork" skein-chat-fork]
    "--"
    ["Copy code" skein-chat-copy-code]
    ["Older messages" skein-chat-older]
    "--"
    ["Model…" skein-choose-model]
    ["System prompt…" skein-chat-system-prompt]
    "--"
    ["Another thread…" skein-continue]
    ["Search…" skein-search]
    ["Tasks" skein-tasks]
    ["Everything…" skein-menu]))

(define-derived-mode skein-mode text-mode "skein"
  "Major mode of chats with a language model.
Above is what was said, which can't be edited.  Write behind the
prompt and send it with \\[skein-chat-send]; meanwhile and after
you may go on editing, and ask again while an answer arrives.

\\{skein-mode-map}"
  (setq-local scroll-conservatively 101
              word-wrap t
              truncate-lines nil
              mode-line-process '(:eval (skein-chat--mode-line))
              header-line-format '(:eval (skein-chat--header-line))
              filter-buffer-substring-function #'skein-chat--plain)
  (skein-view-setup)
  (skein-follow-begin))

(defun skein-chat--plain (start end &optional delete)
  "The text from START to END without properties; with DELETE they are removed."
  (prog1 (buffer-substring-no-properties start end)
    (when delete (delete-region start end))))

(defun skein-chat--mode-line ()
  "The state of this chat, for the mode line."
  (cond ((not skein--connection) " [not connected]")
        (skein-block-all
         (format " [%s]" (or (overlay-get (skein-block-note (car skein-block-all))
                                          'skein-state)
                             "answering")))
        (t "")))

(defun skein-chat--header-line ()
  "What stands above this chat."
  (let ((thread skein-follow-thread))
    (replace-regexp-in-string
     "%" "%%"
     (string-join
      (delq nil (list (concat " " (if thread (skein-title thread) "A new thread"))
                      (or (skein-get thread :model) skein-chat-model skein-model
                          "the configured model")
                      (and thread
                           (format "%d messages" (plist-get thread :messageCount)))
                      skein-follow-trouble))
      " · "))))

(defun skein-chat-buffer (thread)
  "The chat buffer of THREAD, or a new one, without a thread, when it is nil."
  (or (and thread (skein-follow-buffer (plist-get thread :id)))
      (with-current-buffer (generate-new-buffer "*skein*")
        (skein-mode)
        (condition-case problem
            (skein-listen)
          (skein-error (kill-buffer)
                       (user-error "%s" (skein-error-message problem))))
        (when thread
          (skein-follow-set-thread thread)
          (skein-follow-sync)
          (skein-follow-turns))
        (current-buffer))))

;;;###autoload
(defun skein ()
  "Go back to the chat that was used last, or begin one."
  (interactive)
  (if-let ((chat (car (skein-follow-buffers))))
      (pop-to-buffer chat)
    (skein-chat)))

;;;###autoload
(defun skein-chat ()
  "Begin a chat in a thread of its own, which is made with the first question."
  (interactive)
  (pop-to-buffer (skein-chat-buffer nil))
  (goto-char (point-max)))

(defun skein-chat-begin (question params &optional method)
  "Show QUESTION, and begin its turn with PARAMS, by turn/start or METHOD."
  (let* ((id (skein-uuid))
         (block (skein-block-make id question)))
    (skein-block-state block "waiting")
    (skein-turn-start (append (list :id id) params) (skein-follow-handler block) method)))

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
           (user-error "%s" skein-follow-trouble))
          ((and skein-block-all (not skein-follow-thread))
           (user-error "The first question is not taken yet; try again in a moment")))
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

(defun skein-chat-fork ()
  "Go on in a copy of this thread."
  (interactive nil skein-mode)
  (let ((answer (skein-request "thread/fork" (list :threadId (skein-chat--thread-id)))))
    (pop-to-buffer (skein-chat-buffer (plist-get answer :thread)))
    (goto-char (point-max))))

(defun skein-chat-system-prompt (prompt)
  "Let PROMPT be the system prompt of this thread; empty for none."
  (interactive
   (list (read-string "System prompt (empty for none): "
                      (or (skein-get skein-follow-thread :systemPrompt)
                          skein-system-prompt)))
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
        (t (user-error "There is no reasoning here"))))

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

(provide 'skein-chat)
;;; skein-chat.el ends here
