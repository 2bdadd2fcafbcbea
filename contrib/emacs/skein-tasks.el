;;; skein-tasks.el --- The list of tasks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Tasks in a list that also shows changes by other clients.

;;; Code:

(require 'skein-call)
(require 'skein-compose)
(require 'tabulated-list)

(defvar-local skein-tasks--filter 'open "Which tasks are shown.")

(defconst skein-tasks--filters
  '((open :completed :false)
    (done :completed t)
    (all)
    (archived :includeArchived t)
    (deleted :includeDeleted t))
  "The params of task/list for each filter.")

(defvar skein-tasks-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("SPC" . skein-tasks-toggle) ("t" . skein-tasks-toggle)
                     ("RET" . skein-tasks-rename) ("e" . skein-tasks-rename)
                     ("a" . skein-add-task) ("+" . skein-add-task)
                     ("i" . skein-tasks-describe) ("d" . skein-tasks-delete)
                     ("u" . skein-tasks-restore) ("A" . skein-tasks-archive)
                     ("f" . skein-tasks-filter) ("o" . skein-tasks-open-thread)))
      (define-key map (kbd key) command))
    map)
  "Keymap of `skein-tasks-mode'.")

(define-derived-mode skein-tasks-mode tabulated-list-mode "skein-tasks"
  "Major mode of the list of tasks.

\\{skein-tasks-mode-map}"
  (setq tabulated-list-format [("#" 5 nil) ("" 3 nil) ("Task" 50 t) ("Changed" 10 nil) ("" 0 nil)]
        mode-line-process '(:eval (format " [%s]" skein-tasks--filter)))
  (add-hook 'tabulated-list-revert-hook #'skein-tasks--fetch nil t)
  (add-hook 'kill-buffer-hook #'skein-tasks--end nil t)
  (add-hook 'skein-event-functions #'skein-tasks--event)
  (add-hook 'skein-resync-hook #'skein-tasks--refresh)
  (tabulated-list-init-header))

;;;###autoload
(defun skein-tasks ()
  "Show the list of tasks."
  (interactive)
  (let ((buffer (get-buffer-create "*skein tasks*")))
    (with-current-buffer buffer
      (unless (derived-mode-p 'skein-tasks-mode)
        (skein-tasks-mode))
      (skein-tasks--fetch)
      (skein-listen)
      (tabulated-list-print t))
    (pop-to-buffer buffer)
    (message "%s" (substitute-command-keys
                   "\\<skein-tasks-mode-map>\\[skein-add-task] adds, \\[quit-window] leaves, \
\\[describe-mode] helps"))))

(defun skein-tasks--fetch ()
  "Fetch the tasks that pass the filter."
  (let ((tasks (skein-all "task/list" (cdr (assq skein-tasks--filter skein-tasks--filters)))))
    (setq tabulated-list-entries
          (mapcar #'skein-tasks--entry
                  (pcase skein-tasks--filter
                    ('archived (seq-filter (lambda (task) (skein-get task :archivedAt)) tasks))
                    ('deleted (seq-filter (lambda (task) (skein-get task :deletedAt)) tasks))
                    (_ tasks))))))

(defun skein-tasks--entry (task)
  "The line of TASK."
  (let ((done (skein-get task :completed)))
    (list (plist-get task :id)
          (vector (format "%s" (or (skein-get task :number) ""))
                  (if done "[x]" "[ ]")
                  (propertize (skein-visible (plist-get task :title))
                              'face (if done 'skein-dimmed 'default) 'skein-task task)
                  (skein-age (plist-get task :updatedAt))
                  (propertize
                   (concat (and (skein-get task :threadId) "thread  ")
                           (replace-regexp-in-string
                            "\n.*" " …" (skein-visible
                                         (or (skein-get task :description) ""))))
                   'face 'skein-dimmed)))))

(defun skein-tasks--buffer ()
  "The buffer of the list, or nil."
  (seq-find (lambda (buffer) (provided-mode-derived-p
                              (buffer-local-value 'major-mode buffer) 'skein-tasks-mode))
            (buffer-list)))

(defun skein-tasks--event (event)
  "Show what EVENT has changed, when no more events follow at once."
  (when (equal "task" (plist-get event :entity))
    (skein-tasks--refresh)))

(defvar skein-tasks--timer nil "The timer that refreshes the list.")

(defun skein-tasks--refresh ()
  "Refresh the list in a moment."
  (when (timerp skein-tasks--timer)
    (cancel-timer skein-tasks--timer))
  (setq skein-tasks--timer
        (run-at-time 0.1 nil
                     (lambda ()
                       (when-let ((buffer (skein-tasks--buffer)))
                         (with-current-buffer buffer
                           (with-demoted-errors "skein: %S"
                             (revert-buffer))))))))

(defun skein-tasks--end ()
  "Stop following the tasks."
  (remove-hook 'skein-event-functions #'skein-tasks--event)
  (remove-hook 'skein-resync-hook #'skein-tasks--refresh))

(defun skein-tasks--here ()
  "The task of this line."
  (or (get-text-property 0 'skein-task (aref (or (tabulated-list-get-entry) [nil nil ""]) 2))
      (user-error "There is no task here")))

(defun skein-tasks--do (method task &rest params)
  "Call METHOD for TASK with PARAMS, and show the new list."
  (skein-request method (append (list :taskId (plist-get task :id)) params))
  (revert-buffer))

(defun skein-tasks-toggle ()
  "Mark this task as done, or as open again."
  (interactive nil skein-tasks-mode)
  (let ((task (skein-tasks--here)))
    (skein-tasks--do "task/update" task
                     :completed (if (skein-get task :completed) :false t))))

;;;###autoload
(defun skein-add-task (title)
  "Add a task with TITLE; in a chat it refers to the chat's thread."
  (interactive (list (read-string "Task: ")))
  (skein-request "task/create"
                 (skein-params :title title
                               :threadId (skein-get (bound-and-true-p skein-follow-thread) :id)))
  (if (derived-mode-p 'skein-tasks-mode)
      (revert-buffer)
    (message "Added %s" title)))

(defun skein-tasks-rename (title)
  "Give this task a new TITLE."
  (interactive (list (read-string "Task: " (skein-visible-text
                                           (plist-get (skein-tasks--here) :title))))
               skein-tasks-mode)
  (skein-tasks--do "task/update" (skein-tasks--here) :title title))

(defun skein-tasks-describe ()
  "Edit the description of this task in a buffer; empty for none."
  (interactive nil skein-tasks-mode)
  (let ((task (skein-tasks--here)))
    (skein-compose (format "description of task %s" (or (skein-get task :number) ""))
                   (skein-get task :description)
                   (lambda (text)
                     (skein-request "task/update"
                                    (list :taskId (plist-get task :id)
                                          :description (if (string-blank-p text) :null text)))
                     (skein-tasks--refresh)))))

(defun skein-tasks-delete ()
  "Delete this task; among the deleted ones it can be restored."
  (interactive nil skein-tasks-mode)
  (let ((task (skein-tasks--here)))
    (skein-tasks--do "task/delete" task)
    (skein-message "Deleted %s; f deleted RET, then u brings it back" (plist-get task :title))))

(defun skein-tasks-restore ()
  "Restore this deleted task."
  (interactive nil skein-tasks-mode)
  (skein-tasks--do "task/restore" (skein-tasks--here)))

(defun skein-tasks-archive ()
  "Archive this task, which must be done; then only the archive has it."
  (interactive nil skein-tasks-mode)
  (let ((task (skein-tasks--here)))
    (unless (skein-get task :completed)
      (user-error "Only a task that is done can be archived"))
    (skein-request "task/archive" (list :taskIds (vector (plist-get task :id))))
    (revert-buffer)))

(defun skein-tasks-filter (filter)
  "Show the tasks of FILTER: open, done, all, archived or deleted ones."
  (interactive (list (intern (completing-read "Show: " (mapcar #'car skein-tasks--filters)
                                              nil t)))
               skein-tasks-mode)
  (setq skein-tasks--filter filter)
  (revert-buffer)
  (force-mode-line-update))

(declare-function skein-continue "skein-threads")

(defun skein-tasks-open-thread ()
  "Go to the thread of this task."
  (interactive nil skein-tasks-mode)
  (let ((id (or (skein-get (skein-tasks--here) :threadId)
                (user-error "This task has no thread"))))
    (skein-continue (plist-get (skein-request "thread/get" (list :threadId id)) :thread))))

(provide 'skein-tasks)
;;; skein-tasks.el ends here
