;;; skein-settings.el --- The settings of a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The system prompt and the options of a thread.

;;; Code:

(require 'skein-ask-here)
(require 'skein-compose)
(require 'skein-options)

(defun skein-settings--update (member value)
  "Set MEMBER of this chat's thread to VALUE."
  (skein-follow-set-thread
   (plist-get (skein-request "thread/update" (list :threadId (skein-follow-id) member value))
              :thread)))

;;;###autoload
(defun skein-system (&optional prompt)
  "Edit the system prompt of this thread in a buffer, or set it to PROMPT.
When it is empty, the thread has none."
  (interactive nil skein-mode)
  (skein-view-check)
  (if prompt
      (skein-settings--system prompt)
    (when-let ((id (skein-follow-id)))
      (skein-follow-set-thread
       (plist-get (skein-request "thread/get" (list :threadId id)) :thread)))
    (skein-compose (concat "system prompt: " (if skein-follow-thread
                                                 (skein-title skein-follow-thread)
                                               "new thread"))
                   (if skein-follow-thread
                       (skein-get skein-follow-thread :systemPrompt)
                     skein-system-prompt)
                   (skein-follow-here (text) (skein-settings--system text)))))

(defun skein-settings--system (prompt)
  "Make PROMPT the system prompt of this chat; none if it is blank."
  (let ((prompt (unless (string-blank-p prompt) prompt)))
    (if skein-follow-thread
        (skein-settings--update :systemPrompt (or prompt :null))
      (setq-local skein-system-prompt prompt)
      (force-mode-line-update))))

(defun skein-settings--options ()
  "The options of this chat, a plist."
  (if skein-follow-thread
      (skein-get (skein-request "thread/get" (list :threadId (skein-follow-id)))
                 :thread :options)
    skein-chat-options))

;;;###autoload
(defun skein-option (&optional assignment)
  "Set an option of this thread by ASSIGNMENT, as in temperature=0.5.
An empty value removes it, as in temperature=.  Without an
ASSIGNMENT list the options, and where they come from."
  (interactive (list (skein-settings--read-option)) skein-mode)
  (if (or (not assignment) (string-blank-p assignment))
      (skein-settings--list)
    (let ((options (skein-options-with (skein-settings--options) assignment)))
      (if skein-follow-thread
          (skein-settings--update :options (or options :null))
        (setq skein-chat-options options)
        (force-mode-line-update))
      (skein-message "%s" (if options
                              (concat "Options of this thread: " (skein-options-words options))
                            "This thread sets no options now.")))))

(defun skein-settings--read-option ()
  "Ask for an assignment."
  (skein-view-check)
  (let ((set (mapcar #'car (skein-options-list (skein-settings--options)))))
    (completing-read
     "Option (empty lists them): "
     (lambda (string predicate action)
       (if (eq action 'metadata)
           `(metadata (annotation-function
                       . ,(lambda (name)
                            (and (member (string-remove-suffix "=" name) set)
                                 (propertize "  set" 'face 'completions-annotations)))))
         (complete-with-action action
                               (mapcar (lambda (name) (concat name "="))
                                       (delete-dups (append set skein-options-own
                                                            skein-options-of-providers nil)))
                               string predicate))))))

(defun skein-settings--list ()
  "Show the options of this chat, and where they come from."
  (let* ((options (skein-options-list (skein-settings--options)))
         (turn (skein-settings--last-turn))
         (asked (skein-options-list (skein-get turn :options))))
    (with-help-window "*skein options*"
      (with-current-buffer standard-output
        (insert (format "%-18s %-20s %s\n" "option" "value" "from"))
        (dolist (option options)
          (insert (format "%-18s %-20s this thread\n" (skein-visible (car option))
                          (skein-visible (cdr option)))))
        (dolist (option asked)
          (insert (format "%-18s %-20s the last question alone\n" (skein-visible (car option))
                          (skein-visible (cdr option)))))
        (insert "\nNot set here, but by the alias, the configuration or the provider:\n"
                (string-join (seq-remove (lambda (name) (or (assoc name options)
                                                            (assoc name asked)))
                                         skein-options-own)
                             ", ")
                "\n\n" (substitute-command-keys "\\[skein-option] temperature=0.5 sets one, \
temperature= removes it.\n"))))))

(defun skein-settings--last-turn ()
  "The last turn of this thread with its texts, or nil."
  (when-let* ((id (skein-follow-id))
              (turns (plist-get (skein-request "turn/list" (list :threadId id :includeTexts t
                                                                 :limit 1))
                                :data)))
    (and (> (length turns) 0) (aref turns 0))))

(provide 'skein-settings)
;;; skein-settings.el ends here
