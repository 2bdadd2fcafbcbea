;;; skein-here.el --- A Markdown file as a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The headings "## You" and "## Assistant" divide a file into messages.  Text
;; before the first of them is the system prompt; a file without them is the
;; first question.  The file is the history: what stands in it is what is asked.

;;; Code:

(require 'skein-region)

(defconst skein-here--heading "^## \\(You\\|Assistant\\)[ \t]*$"
  "The headings that divide a file.")

(defun skein-here-parts ()
  "The parts of this buffer: conses of a role and a text, in their order.
The role of what stands before the first heading is \"system\"."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (let ((role "system") (start (point)) parts fence)
        (while (not (eobp))
          (cond (fence (when (looking-at (concat (regexp-quote fence) "[`~]*[ \t]*$"))
                         (setq fence nil)))
                ((looking-at "\\(```+\\|~~~+\\)[^`\n]*$")
                 (setq fence (match-string-no-properties 1)))
                ((looking-at skein-here--heading)
                 (push (cons role (buffer-substring-no-properties start (point))) parts)
                 (setq role (if (equal "You" (match-string 1)) "user" "assistant")
                       start (line-beginning-position 2))))
          (forward-line))
        (push (cons role (buffer-substring-no-properties (min start (point)) (point))) parts)
        (nreverse parts)))))

(defun skein-here--conversation ()
  "What this buffer asks: a list of the system prompt or nil, and messages."
  (let* ((parts (mapcar (lambda (part) (cons (car part) (string-trim (cdr part))))
                        (skein-here-parts)))
         (system (cdar parts))
         (messages (seq-remove (lambda (part) (string-empty-p (cdr part))) (cdr parts))))
    (if (cdr parts)
        (cons (unless (string-empty-p system) system) messages)
      (list nil (cons "user" system)))))

;;;###autoload
(defun skein-here ()
  "Ask what this buffer asks last, and write the answer below it.
The headings ## You and ## Assistant, outside of code blocks, divide
it into messages; text before the first one is the system prompt.  A
buffer without these headings is the first question.

The question is asked in a thread of its own, which is deleted when
the answer stands in the buffer; \\[skein-restore] restores it."
  (interactive)
  (barf-if-buffer-read-only)
  (when skein-region-turns
    (user-error "An answer is being written here; M-x skein-cancel cancels it"))
  (pcase-let* ((`(,system . ,messages) (skein-here--conversation))
               (question (car (last messages))))
    (unless (and (equal "user" (car question)) (not (string-empty-p (cdr question))))
      (user-error "Write a question below a heading “## You” first"))
    (let ((thread (skein-here--thread system (butlast messages))))
      (skein-here--tidy)
      (skein-region-write
       (skein-params :threadId thread :input (cdr question))
       (save-restriction
         (widen)
         (point-max))
       :before (concat (skein-here--gap) "## Assistant\n\n")
       :after "\n\n## You\n\n"
       :fit (lambda (text) (string-trim-right text "\n+"))
       :then (lambda ()
               (skein-call "thread/delete" (list :threadId thread) #'ignore #'ignore))))))

(defun skein-here--thread (system messages)
  "A new thread with the prompt SYSTEM and MESSAGES; return its id."
  (let ((id (skein-uuid)))
    (skein-request "thread/create"
                   (skein-params :id id :systemPrompt system :model skein-model :purpose "edit"
                                 :title (truncate-string-to-width
                                         (skein-visible (buffer-name)) 60)))
    (condition-case problem
        (pcase-dolist (`(,role . ,text) messages)
          (skein-request "message/append" (list :threadId id :role role :content text)))
      (error
       ;; Half a history is of no use to anybody.
       (skein-call "thread/delete" (list :threadId id :permanent t) #'ignore #'ignore)
       (signal (car problem) (cdr problem))))
    id))

(defun skein-here--tidy ()
  "Remove a heading at the end of the buffer below which nothing stands."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-max))
      (skip-chars-backward " \t\n")
      (when (save-excursion
              (forward-line 0)
              (looking-at "## Assistant[ \t]*$"))
        (delete-region (line-beginning-position) (point-max))))))

(defun skein-here--gap ()
  "What is missing between the end of the buffer and a heading."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-max))
      (make-string (max 0 (- 2 (- (skip-chars-backward "\n")))) ?\n))))

(provide 'skein-here)
;;; skein-here.el ends here
