;;; skein-view.el --- How a chat looks in its buffer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; From top to bottom a chat contains the written messages, a block for each
;; running turn, the prompt, and the draft; only the draft can be edited.  A
;; block is replaced by the messages of its turn when they are written.

;;; Code:

(require 'skein-fold)
(require 'skein-markdown)
(require 'skein-table)
(require 'skein-turns)
(require 'skein-undo)
(require 'skein-value)
(require 'cl-lib)
(require 'iso8601)
(require 'subr-x)

(defvar-local skein-view--written nil "Where the written messages end.")
(defvar-local skein-view--prompt nil "Where the prompt begins.")
(defvar-local skein-view--draft nil "Where the draft begins.")
(defvar-local skein-view--keys nil "The overlay with the line that names the keys.")
(defvar-local skein-view--above nil "The line above that one, or nil.")
(defvar-local skein-view--state nil "The state for which keys are named.")

(defun skein-view-setup ()
  "Put the prompt into the empty buffer."
  (skein-fold-setup)
  (skein-undo-aside
    (insert (propertize "> " 'face 'minibuffer-prompt 'read-only t 'field 'skein-prompt
                        'front-sticky t 'rear-nonsticky t)))
  (setq skein-view--written (copy-marker (point-min))
        skein-view--prompt (copy-marker (point-min) t)
        skein-view--draft (point-marker)
        skein-view--keys (make-overlay (point-min) (point) nil t nil))
  (skein-view-keys nil))

(defun skein-view-check ()
  "Signal an error unless this buffer is a chat."
  (unless (derived-mode-p 'skein-mode)
    (user-error "This buffer is no chat; M-x skein goes to one")))

(defun skein-view-keys (state)
  "Name above the prompt the keys for STATE: `running', `editing' or nil."
  (let ((keys (substitute-command-keys
               (concat "\\<skein-mode-map>"
                       (pcase state
                         ('running "\\[skein-chat-send] sends, \\[skein-chat-cancel] cancels, \
\\[kill-buffer] leaves")
                         ('editing "\\[skein-chat-send] asks this in place of that question, \
\\[skein-chat-cancel] leaves it")
                         (_ "\\[skein-chat-send] sends, \\[kill-buffer] leaves, \
\\[describe-mode] helps"))
                       "\n"))))
    (add-face-text-property 0 (length keys) 'skein-dimmed t keys)
    (setq skein-view--state state)
    (overlay-put skein-view--keys 'before-string
                 (concat (and skein-view--above
                              (propertize (concat skein-view--above "\n") 'face 'skein-context))
                         keys))))

(defun skein-view-above (line)
  "Show LINE, or nothing if it is nil, above the line that names the keys."
  (setq skein-view--above line)
  (skein-view-keys skein-view--state))

(defun skein-view-draft ()
  "The text after the prompt."
  (buffer-substring-no-properties skein-view--draft (point-max)))

(defun skein-view-set-draft (text)
  "Replace the text after the prompt by TEXT."
  (delete-region skein-view--draft (point-max))
  (goto-char (point-max))
  (skein-visible-insert text))

(defun skein-view--seal (start end &rest properties)
  "Make the text from START to END read-only, with PROPERTIES."
  (add-text-properties start end `(read-only t front-sticky (read-only) ,@properties)))

(defconst skein-view-outline "\\s/"
  "What matches the beginning of a heading, and of no line of a text.")

(defun skein-view--title (role)
  "The heading for ROLE.
Its first character has a syntax that only headings have, by which
`outline-minor-mode' knows them from headings within an answer."
  (let ((title (pcase role
                 ("user" (propertize "You" 'face 'skein-user))
                 ("assistant" (propertize "Assistant" 'face 'skein-assistant))
                 (_ (propertize (capitalize role) 'face 'skein-dimmed)))))
    (put-text-property 0 1 'syntax-table (string-to-syntax "/") title)
    title))

(defun skein-view--heading (role &optional beside)
  "Insert the heading of a message of ROLE, with BESIDE dimmed after it."
  (insert (skein-view--title role)
          (if beside (propertize (concat "  " beside) 'face 'skein-dimmed) "")
          "\n"))

(defun skein-view--body (text)
  "Insert TEXT, fontified, and an empty line."
  (let ((start (point)))
    (skein-soft-insert (concat (string-trim-right text "\n+") "\n"))
    (skein-markdown-fontify start (point))
    (skein-markdown-fontify-code start (point))
    (skein-table-align start (point))
    (insert "\n")))

(defun skein-view-message (message &optional reasoning)
  "Insert MESSAGE at point, with its REASONING."
  (let* ((start (point)) (tokens (skein-get message :completionTokens))
         (turn (and (equal "assistant" (plist-get message :role))
                    (skein-get message :turnId)))
         (cut (and turn (skein-turns-cut turn))))
    (skein-view--heading
     (plist-get message :role)
     (concat (skein-minute (plist-get message :createdAt))
             (and tokens (concat "  " (skein-counted tokens "token")))
             (and turn (skein-turns-beside turn))))
    (when reasoning
      (skein-fold-reasoning reasoning))
    (if (string-blank-p (plist-get message :content))
        (insert (propertize "(no words)" 'face 'skein-dimmed) "\n\n")
      (skein-view--body (plist-get message :content))
      (when (equal "user" (plist-get message :role))
        (skein-fold-context start (point))))
    (when cut
      (delete-char -1)
      (insert (propertize cut 'face 'skein-failure) "\n\n"))
    (skein-view--seal start (point) 'skein-message message)))

(defun skein-view-append (message &optional reasoning)
  "Insert MESSAGE after the written ones, with its REASONING."
  (skein-undo-aside
    (save-excursion
      (goto-char skein-view--written)
      (skein-view-message message reasoning)
      (set-marker skein-view--written (point)))))

(defun skein-view--regions (property)
  "Where PROPERTY is above the prompt: lists of start, end and value."
  (let ((place (point-min)) regions)
    (while (< place skein-view--written)
      (let ((next (next-single-property-change place property nil skein-view--written))
            (value (get-text-property place property)))
        (when value
          (push (list place next value) regions))
        (setq place next)))
    (nreverse regions)))

(defun skein-view-refresh (turn)
  "Show the answer of TURN again, because more is known about it now."
  (pcase-dolist (`(,start ,end ,message) (skein-view--regions 'skein-message))
    (when (and (equal turn (skein-get message :turnId))
               (equal "assistant" (plist-get message :role)))
      (let* ((fold (skein-fold-in start end 'skein-reasoning))
             (reasoning (and fold (skein-fold-text fold)))
             (is-last (= end skein-view--written)))
        (skein-undo-aside
          (save-excursion
            (goto-char start)
            (delete-region start end)
            (skein-view-message message reasoning)
            (when is-last
              (set-marker skein-view--written (point)))))))))

(defun skein-view-prepend (messages)
  "Insert MESSAGES, a list, before the written ones."
  (skein-undo-aside
    (save-excursion
      (goto-char (point-min))
      (mapc #'skein-view-message messages)
      (when (< skein-view--written (point))
        (set-marker skein-view--written (point))))))

(defun skein-view-clear ()
  "Remove all written messages."
  (skein-undo-aside
    (delete-region (point-min) skein-view--written)))

(defun skein-view--piece (position)
  "The limits of the message or question at POSITION, a cons, or nil."
  (when-let ((property (seq-find (lambda (property) (get-text-property position property))
                                 '(skein-message skein-unanswered))))
    (cons (or (previous-single-property-change (1+ position) property) (point-min))
          (next-single-property-change position property nil (point-max)))))

(defun skein-view-add-reasoning (position reasoning)
  "Show REASONING in the message at POSITION, hidden, and return its fold."
  (let ((start (car (skein-view--piece position))))
    (skein-undo-aside
      (save-excursion
        (goto-char start)
        (let ((message (get-text-property (point) 'skein-message)))
          (forward-line)
          (let ((line (point)))
            (prog1 (skein-fold-reasoning reasoning)
              (skein-view--seal line (point) 'skein-message message))))))))

(defun skein-view-fold (position)
  "The fold at POSITION, or else the reasoning of its message, or nil."
  (save-excursion
    (goto-char position)
    (or (skein-fold-here)
        (when-let ((piece (skein-view--piece position)))
          (skein-fold-in (car piece) (cdr piece) 'skein-reasoning)))))

(provide 'skein-view)
;;; skein-view.el ends here
