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

(defvar skein-region-history nil "What was asked or wished from buffers.")

(defun skein-region-read (prompt &optional default)
  "Ask with PROMPT for something that is not empty; an empty answer means DEFAULT."
  (let ((answer (read-string prompt nil 'skein-region-history default)))
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
    (skein-region--ask-for (if context (concat question "\n\n" context) question) (point))))

;;;###autoload
(defun skein-append (question)
  "Write the answer to QUESTION at the end of this buffer.
The buffer's accessible text is sent with it."
  (interactive (progn (barf-if-buffer-read-only)
                      (list (skein-region-read "Append: "))))
  (barf-if-buffer-read-only)
  (let ((context (skein-region-fenced (point-min) (point-max))))
    (skein-region--ask-for (concat question "\n\n" context) (point-max))))

(defun skein-region--ask-for (input place)
  "Ask INPUT for a text, and write that at PLACE."
  (skein-region-write (skein-params :input input :purpose "edit"
                                    :systemPrompt skein-insert-system-prompt
                                    :model skein-model)
                      place))

(cl-defstruct skein-region-writing
  "An answer that is written between START and END.
BEFORE stands before it from the beginning, AFTER behind it when it is
complete; FIT is called with the complete text, and returns what is
to stand there; THEN is called when the turn ID has ended."
  id start end (before "") (after "") (fit #'skein-region-unfenced) (then #'ignore))

(defun skein-region-write (params place &rest writing)
  "Ask with PARAMS, and write the answer at PLACE.
WRITING are further members of a `skein-region-writing'."
  (let ((writing (apply #'make-skein-region-writing :start (copy-marker place t)
                        :end (copy-marker place) writing)))
    (skein-region--add writing (skein-region-writing-before writing))
    (let ((id (skein-turn-start
               params
               (skein-leaving-watch
                (skein-follow-here (event data)
                  (skein-region--event writing event data))))))
      (setf (skein-region-writing-id writing) id)
      (when (gethash id skein-turns)
        (push id skein-region-turns)
        (message "Asked; M-x skein-cancel cancels")))))

(defun skein-region--event (writing event data)
  "Write into WRITING the DATA of EVENT."
  (pcase event
    ('text (skein-region--add writing data))
    ('replaced (skein-region--remove writing)
               (skein-region--add writing (concat (skein-region-writing-before writing)
                                                  (plist-get data :text))))
    ('retrying (skein-message "skein: %s" (skein-retrying-sentence data)))
    ((or 'ended 'failed)
     (setq skein-region-turns (delete (skein-region-writing-id writing) skein-region-turns))
     (let* ((whole (and (eq event 'ended) (equal "completed" (plist-get data :status))))
            (written (skein-region--finish writing whole)))
       (skein-message "skein: %s%s" (skein-region-words event data)
                      (if (and written (not whole))
                          "  The text so far stays; undo removes it."
                        ""))
       (funcall (skein-region-writing-then writing))))))

(defun skein-region--add (writing text)
  "Insert TEXT after that of WRITING, read-only for now.
Text that you type at its start or end stays outside: the start moves
with it and the end does not, so the end may be before the start while
there is nothing between them."
  (let ((start (skein-region-writing-start writing)) (end (skein-region-writing-end writing)))
    (unless (string-empty-p text)
      (skein-undo-aside
        (save-excursion
          (save-restriction
            (widen)
            (let ((place (goto-char (max start end))))
              (skein-visible-insert (propertize text 'read-only t 'rear-nonsticky t
                                                'face 'skein-rewrite-new))
              (when (<= end start)
                (set-marker start place))
              (set-marker end (point))
              ;; The inside is read-only, the edges are not.
              (put-text-property (1+ start) end 'front-sticky '(read-only)))))))))

(defun skein-region--remove (writing)
  "Remove the text of WRITING, if there is any, and return it."
  (let ((start (skein-region-writing-start writing)) (end (skein-region-writing-end writing)))
    (when (< start end)
      (save-restriction
        (widen)
        (prog1 (buffer-substring-no-properties start end)
          (skein-undo-aside
            (delete-region start end)))))))

(defun skein-region--finish (writing whole)
  "Make the text of WRITING one step of undo; nil if nothing has arrived.
WHOLE is whether the answer is complete."
  (let* ((before (skein-region-writing-before writing))
         (text (string-remove-prefix before (or (skein-region--remove writing) ""))))
    (unless (string-empty-p text)
      (undo-boundary)
      (save-excursion
        (save-restriction
          (widen)
          (goto-char (skein-region-writing-start writing))
          (insert before)
          (skein-visible-insert (funcall (skein-region-writing-fit writing) text))
          (when whole
            (insert (skein-region-writing-after writing)))))
      (undo-boundary)
      t)))

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
