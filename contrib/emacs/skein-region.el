;;; skein-region.el --- Asking from any buffer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Questions about the current buffer, and answers written into it.

;;; Code:

(require 'skein-chat)
(require 'skein-leaving)
(require 'skein-source)

(defcustom skein-insert-system-prompt
  "You write text that is inserted into a file as it is.  Answer with that text \
alone: no explanation, no Markdown fence."
  "The system prompt of `skein-insert' and `skein-append'."
  :type 'string
  :group 'skein)

(defvar-local skein-region-turns nil "The turns whose answers are written into this buffer.")

(defun skein-region-fenced (start end)
  "The text from START to END as a code block."
  (skein-context-fenced (buffer-substring-no-properties start end) (skein-source-language)))

(defun skein-region-unfenced (text)
  "The code in TEXT if that is one code block and nothing else, or TEXT."
  (if-let* (((string-match "\\`[ \t\n]*\\(```+\\|~~~+\\)[^\n`]*\n" text))
            (start (match-end 0))
            (fence (regexp-quote (match-string 1 text)))
            (end (string-match (format "^%s[ \t]*$" fence) text start))
            ((string-blank-p (substring text (match-end 0)))))
      (substring text start end)
    text))

(defun skein-region-read (prompt)
  "Ask with PROMPT for something that is not empty."
  (let ((answer (read-string prompt)))
    (if (string-empty-p (string-trim answer))
        (user-error "Nothing was asked")
      answer)))

(defun skein-region-chat ()
  "The chat to ask in: this one, the last one, or a new one with a prefix."
  (cond (current-prefix-arg (skein-chat-buffer nil))
        ((derived-mode-p 'skein-mode) (current-buffer))
        ((car (skein-follow-buffers)))
        (t (skein-chat-buffer nil))))

(defun skein-region--ask (question &rest contexts)
  "Ask QUESTION about CONTEXTS in a chat and show that in another window."
  (let ((chat (skein-region-chat)))
    (with-current-buffer chat
      (skein-ask-about question (append skein-context-items contexts)))
    (when-let ((window (display-buffer chat)))
      (set-window-point window (with-current-buffer chat (point-max))))
    chat))

;;;###autoload
(defun skein-ask (question)
  "Ask QUESTION in this chat, or in the last used one.
With a prefix argument, or when there is none, begin a chat."
  (interactive (list (skein-region-read "Ask: ")))
  (skein-region--ask question))

;;;###autoload
(defun skein-ask-region (start end question)
  "Ask QUESTION about the text from START to END.
It is asked in the last used chat; with a prefix argument, or when
there is none, in a new one."
  (interactive (list (region-beginning) (region-end)
                     (skein-region-read "Ask about the region: ")))
  (skein-region--ask question (skein-source-region start end)))

;;;###autoload
(defun skein-ask-buffer (question)
  "Ask QUESTION about the accessible text of this buffer.
With a prefix argument begin a chat, see `skein-ask-region'."
  (interactive (list (skein-region-read "Ask about the buffer: ")))
  (skein-region--ask question (skein-source-buffer (current-buffer))))

;;;###autoload
(defun skein-insert (question)
  "Write the answer to QUESTION at point; an active region is sent with it.
It arrives while you continue to work, and is one step of undo."
  (interactive (progn (barf-if-buffer-read-only)
                      (list (skein-region-read "Insert: "))))
  (barf-if-buffer-read-only)
  (let ((context (and (use-region-p)
                      (skein-region-fenced (region-beginning) (region-end)))))
    (deactivate-mark)
    (skein-region--write (if context (concat question "\n\n" context) question) (point))))

;;;###autoload
(defun skein-append (question)
  "Write the answer to QUESTION at the end of this buffer.
The buffer's accessible text is sent with it."
  (interactive (progn (barf-if-buffer-read-only)
                      (list (skein-region-read "Append: "))))
  (barf-if-buffer-read-only)
  (let ((context (skein-region-fenced (point-min) (point-max))))
    (skein-region--write (concat question "\n\n" context) (point-max))))

(defun skein-region--write (input place)
  "Ask INPUT, and write the answer at PLACE."
  (let ((start (copy-marker place t)) (end (copy-marker place)) id)
    (setq id (skein-turn-start
              (skein-params :input input :systemPrompt skein-insert-system-prompt
                            :model skein-model)
              (skein-leaving-watch
               (skein-follow-here (event data)
                 (skein-region--event start end id event data)))))
    (when (gethash id skein-turns)
      (push id skein-region-turns)
      (message "Asked; M-x skein-cancel cancels"))))

(defun skein-region--event (start end id event data)
  "Write between START and END the DATA of EVENT, of the turn ID."
  (pcase event
    ('text (skein-region--add start end data))
    ('replaced (skein-region--remove start end)
               (skein-region--add start end (plist-get data :text)))
    ('retrying (skein-message "skein: %s" (skein-retrying-sentence data)))
    ((or 'ended 'failed)
     (setq skein-region-turns (delete id skein-region-turns))
     (let ((written (skein-region--finish start end))
           (whole (and (eq event 'ended) (equal "completed" (plist-get data :status)))))
       (skein-message "skein: %s%s" (skein-region-words event data)
                      (if (and written (not whole))
                          "  The text so far stays; undo removes it."
                        ""))))))

(defun skein-region--add (start end text)
  "Insert TEXT after the text between START and END, read-only for now.
Text that you type at either of them stays outside: START moves
with it and END does not, so END may be before START while there
is nothing between them."
  (unless (string-empty-p text)
    (skein-undo-aside
      (save-excursion
        (let ((place (goto-char (max start end))))
          (skein-visible-insert (propertize text 'read-only t 'rear-nonsticky t
                                            'face 'skein-rewrite-new))
          (when (<= end start)
            (set-marker start place))
          (set-marker end (point))
          ;; The inside is read-only, the edges are not.
          (put-text-property (1+ start) end 'front-sticky '(read-only)))))))

(defun skein-region--remove (start end)
  "Remove the text between START and END, if there is any, and return it."
  (when (< start end)
    (prog1 (buffer-substring-no-properties start end)
      (skein-undo-aside
        (delete-region start end)))))

(defun skein-region--finish (start end)
  "Make the text between START and END one step of undo; nil if there is none."
  (when-let ((text (skein-region--remove start end)))
    (undo-boundary)
    (save-excursion
      (goto-char start)
      (skein-visible-insert (skein-region-unfenced text)))
    (undo-boundary)
    t))

(defun skein-region-words (event data)
  "How a turn ended by EVENT with DATA, in a sentence."
  (cond ((eq event 'failed) (skein-error-message data))
        ((equal "completed" (plist-get data :status)) (or (skein-ending-cut data) "done"))
        (t (skein-ending-reason data))))

;;;###autoload
(defun skein-cancel ()
  "Cancel the answer for this buffer, or each running turn of this chat."
  (interactive)
  (if (derived-mode-p 'skein-mode)
      (skein-chat-cancel)
    (skein-turn-cancel (or (car skein-region-turns)
                           (user-error "Nothing is being written here")))))

(provide 'skein-region)
;;; skein-region.el ends here
