;;; skein-chat.el --- Chats with a language model  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The mode of chat buffers, and opening them.

;;; Code:

(require 'skein-chat-commands)
(require 'skein-code)
(require 'skein-header)
(require 'skein-settings)
(require 'easymenu)

(defvar skein-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("C-c C-c" . skein-chat-send)
                     ("C-c C-k" . skein-chat-cancel)
                     ("C-c C-r" . skein-chat-retry)
                     ("C-c C-u" . skein-chat-undo)
                     ("C-c C-e" . skein-edit)
                     ("C-c C-a" . skein-variants)
                     ("C-c C-w" . skein-copy-code)
                     ("C-c C-|" . skein-filter)
                     ;; A terminal sends no C-|.
                     ("C-c |" . skein-filter)
                     ("C-c '" . skein-open-code)
                     ("C-c C-f" . skein-fork)
                     ("C-c C-l" . skein-chat-older)
                     ("C-c C-n" . skein-chat-next)
                     ("C-c C-p" . skein-chat-previous)
                     ("C-c C-v" . skein-choose-model)
                     ("C-c C-s" . skein-system)
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
    ["Edit the question" skein-edit]
    ["Other answers" skein-variants]
    ["Versions…" skein-versions]
    ["Fork" skein-fork]
    "--"
    ["Add context…" skein-add]
    ["Drop context…" skein-drop :active skein-context-items]
    "--"
    ["Copy code" skein-copy-code]
    ["Filter code…" skein-filter]
    ["Open code" skein-open-code]
    ["Older messages" skein-chat-older]
    "--"
    ["Model…" skein-choose-model]
    ["System prompt…" skein-system]
    ["Options…" skein-option]
    "--"
    ["Threads" skein-threads]
    ["Another thread…" skein-continue]
    ["Search…" skein-search]
    ["Tasks" skein-tasks]
    ["Everything…" skein-menu]))

(define-derived-mode skein-mode text-mode "skein"
  "Major mode of chats with a language model.
The messages above the prompt can't be edited.  Write after the
prompt and send with \\[skein-chat-send].  While an answer arrives
you can continue to write, and ask the next question.

\\{skein-mode-map}"
  (setq-local scroll-conservatively 101
              word-wrap t
              truncate-lines nil
              bidi-inhibit-bpa t
              ;; Before the title, which may take all the space.
              mode-line-buffer-identification
              (cons '(:eval (skein-chat--mode-line)) mode-line-buffer-identification)
              header-line-format '(:eval (skein-header-line))
              filter-buffer-substring-function #'skein-chat--plain
              parse-sexp-lookup-properties t
              ;; Lines are at most this long; the mode line has their number then, too.
              line-number-display-limit-width (* 2 skein-soft-most)
              outline-regexp skein-view-outline
              outline-level (lambda () 1)
              imenu-create-index-function #'skein-chat--index)
  (add-hook 'window-scroll-functions #'skein-follow-scrolled nil t)
  (skein-view-setup)
  (skein-live-begin))

(defun skein-chat--plain (start end &optional delete)
  "The text from START to END as it was written; with DELETE it is removed."
  (prog1 (skein-soft-plain start end)
    (when delete (delete-region start end))))

(defun skein-chat--index ()
  "The questions of this chat and where they are, for `imenu'."
  (mapcar (lambda (region)
            (cons (skein-quoted (plist-get (nth 2 region) :content)) (car region)))
          (seq-filter (lambda (region) (equal "user" (plist-get (nth 2 region) :role)))
                      (skein-view--regions 'skein-message))))

(defun skein-chat--mode-line ()
  "The state of this chat, for the mode line."
  (cond ((not skein--connection) "[not connected] ")
        ((skein-silence-found-p skein--connection) "[not answering] ")
        (skein-block-all
         (format "[%s] " (car (split-string
                               (or (overlay-get (skein-block-note (car skein-block-all))
                                                'skein-state)
                                   "answering")
                               "[,:]"))))
        (skein-again-edited "[editing] ")
        (t "")))

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
          (skein-live-open))
        (current-buffer))))

;;;###autoload
(defun skein ()
  "Go back to the last used chat, or begin one."
  (interactive)
  (if-let ((chat (car (skein-follow-buffers))))
      (pop-to-buffer chat)
    (skein-chat)))

;;;###autoload
(defun skein-chat ()
  "Begin a chat in a new thread; the first question will create it."
  (interactive)
  (pop-to-buffer (skein-chat-buffer nil))
  (goto-char (point-max)))

;;;###autoload
(defun skein-fork ()
  "Continue in a copy of this thread, up to the question at point with its answer.
In the draft, that is all of the thread."
  (interactive nil skein-mode)
  (skein-view-check)
  (unless (skein-follow-id)
    (user-error "This chat has no thread before its first question"))
  (let* ((question (and (< (point) skein-view--prompt) (skein-question-at (point))))
         (answer (skein-request
                  "thread/fork"
                  (append (list :threadId (skein-follow-id))
                          (when-let ((through (and question (skein-question-through question))))
                            (list :throughSequence through))))))
    (pop-to-buffer (skein-chat-buffer (plist-get answer :thread)))
    (when (and question (not (skein-question-sequence question)))
      (skein-view-set-draft (skein-question-text question)))
    (goto-char (point-max))))

(provide 'skein-chat)
;;; skein-chat.el ends here
