;;; skein-thread-list.el --- The list of threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Threads in a list, the last used one first, which also shows changes by other
;; clients.  It can be filtered as you type, and a window beside it shows the end
;; of the thread of the line.

;;; Code:

(require 'skein-threads)
(require 'skein-preview)
(require 'tabulated-list)

(defvar-local skein-thread-list--threads nil "All threads of the list.")
(defvar-local skein-thread-list--deleted nil "Whether deleted threads are shown instead.")
(defvar-local skein-thread-list--edits nil "Whether threads of rewritings are shown, too.")
(defvar-local skein-thread-list--filter "" "The words that a line must have.")
(defvar-local skein-thread-list--gone nil "The threads that were deleted here, the last one first.")

(defvar skein-thread-list-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("RET" . skein-thread-list-open) ("n" . skein-chat)
                     ("r" . skein-thread-list-rename) ("d" . skein-thread-list-delete)
                     ("u" . skein-thread-list-restore) ("v" . skein-thread-list-versions)
                     ("p" . skein-thread-list-preview) ("f" . skein-thread-list-filter)
                     ("D" . skein-thread-list-deleted)
                     ("W" . skein-thread-list-edits) ("s" . skein-search)
                     ("?" . describe-mode)))
      (define-key map (kbd key) command))
    map)
  "Keymap of `skein-thread-list-mode'.")

(define-derived-mode skein-thread-list-mode tabulated-list-mode "skein-threads"
  "Major mode of the list of threads.

\\{skein-thread-list-mode-map}"
  (setq tabulated-list-format [("#" 5 nil) ("Used" 10 nil) ("Msgs" 5 nil) ("Title" 36 nil)
                               ("Model" 0 nil)]
        mode-line-process '(:eval (skein-thread-list--state)))
  (add-hook 'tabulated-list-revert-hook #'skein-thread-list--fetch nil t)
  (add-hook 'kill-buffer-hook #'skein-thread-list--end nil t)
  (add-hook 'post-command-hook #'skein-thread-list--follow nil t)
  (add-hook 'skein-event-functions #'skein-thread-list--event)
  (add-hook 'skein-resync-hook #'skein-thread-list--refresh)
  (tabulated-list-init-header))

;;;###autoload
(defun skein-threads ()
  "Show the list of threads."
  (interactive)
  (let ((buffer (get-buffer-create "*skein threads*")))
    (with-current-buffer buffer
      (unless (derived-mode-p 'skein-thread-list-mode)
        (skein-thread-list-mode))
      (skein-thread-list--fetch)
      (skein-listen)
      (tabulated-list-print t))
    (pop-to-buffer buffer)
    (message "RET opens, f filters, p shows beside, d deletes, q leaves, ? helps")))

(defun skein-thread-list--state ()
  "What is shown, for the mode line."
  (concat (and skein-thread-list--deleted " [deleted]")
          (and skein-thread-list--edits " [rewritings]")
          (unless (string-empty-p skein-thread-list--filter)
            (format " [%s]" (skein-visible skein-thread-list--filter)))))

(defun skein-thread-list--fetch ()
  "Fetch the threads."
  (setq skein-thread-list--threads (skein-threads-listed skein-thread-list--deleted
                                                    skein-thread-list--edits))
  (skein-thread-list--sift))

(defun skein-thread-list--sift ()
  "Let the list have the threads that match the filter."
  (let ((words (split-string (downcase skein-thread-list--filter))))
    (setq tabulated-list-entries
          (delq nil
                (mapcar (lambda (thread)
                          (let* ((entry (skein-thread-list--entry thread))
                                 (text (downcase (string-join (append (cadr entry) nil) " "))))
                            (and (seq-every-p (lambda (word) (string-search word text)) words)
                                 entry)))
                        skein-thread-list--threads)))))

(defun skein-thread-list--entry (thread)
  "The line of THREAD."
  (list (plist-get thread :id)
        (vector (format "%s" (or (skein-get thread :number) ""))
                (skein-age (or (skein-get thread :lastMessageAt) (plist-get thread :updatedAt)))
                (format "%4d" (plist-get thread :messageCount))
                (skein-title thread)
                (propertize (skein-visible (or (skein-get thread :model) ""))
                            'face 'skein-dimmed))))

(defun skein-thread-list--here ()
  "The thread of this line."
  (let ((id (tabulated-list-get-id)))
    (or (seq-find (lambda (thread) (equal id (plist-get thread :id))) skein-thread-list--threads)
        (user-error "There is no thread here"))))

(defun skein-thread-list--buffer ()
  "The buffer of the list, or nil."
  (seq-find (lambda (buffer)
              (provided-mode-derived-p (buffer-local-value 'major-mode buffer)
                                       'skein-thread-list-mode))
            (buffer-list)))

(defun skein-thread-list--event (event)
  "Show what EVENT has changed."
  (when (equal "thread" (plist-get event :entity))
    (skein-thread-list--refresh)))

(defvar skein-thread-list--timer nil "The timer that refreshes the list.")

(defun skein-thread-list--refresh ()
  "Refresh the list in a moment, when no more events follow at once."
  (when (timerp skein-thread-list--timer)
    (cancel-timer skein-thread-list--timer))
  (setq skein-thread-list--timer
        (run-at-time 0.3 nil
                     (lambda ()
                       (when-let ((buffer (skein-thread-list--buffer)))
                         (with-current-buffer buffer
                           (with-demoted-errors "skein: %S"
                             (revert-buffer))))))))

(defun skein-thread-list--end ()
  "Stop following the threads."
  (skein-preview-close)
  (remove-hook 'skein-event-functions #'skein-thread-list--event)
  (remove-hook 'skein-resync-hook #'skein-thread-list--refresh))

(defun skein-thread-list-open ()
  "Open the thread of this line."
  (interactive nil skein-thread-list-mode)
  (let ((thread (skein-thread-list--here)))
    (skein-preview-close)
    (skein-continue thread)))

(defun skein-thread-list-rename ()
  "Rename the thread of this line."
  (interactive nil skein-thread-list-mode)
  (let ((thread (skein-thread-list--here)))
    (skein-rename thread (skein-threads-read-title thread))
    (revert-buffer)))

(defun skein-thread-list-delete ()
  "Delete the thread of this line."
  (interactive nil skein-thread-list-mode)
  (let ((thread (skein-thread-list--here)))
    (when (skein-delete thread)
      (push thread skein-thread-list--gone)
      (revert-buffer))))

(defun skein-thread-list-restore ()
  "Restore the thread that was deleted here last, or the deleted one of this line."
  (interactive nil skein-thread-list-mode)
  (let ((thread (if skein-thread-list--deleted
                    (skein-thread-list--here)
                  (or (car skein-thread-list--gone)
                      (user-error "Nothing was deleted here; D shows what is deleted")))))
    (skein-restore thread)
    (setq skein-thread-list--gone
          (seq-remove (lambda (gone) (equal (plist-get gone :id) (plist-get thread :id)))
                      skein-thread-list--gone))
    (revert-buffer)))

(defun skein-thread-list-versions ()
  "Open a version of the thread of this line."
  (interactive nil skein-thread-list-mode)
  (skein-versions (skein-thread-list--here)))

(defun skein-thread-list-deleted ()
  "Show the deleted threads, or again those that are not."
  (interactive nil skein-thread-list-mode)
  (setq skein-thread-list--deleted (not skein-thread-list--deleted))
  (revert-buffer)
  (force-mode-line-update))

(defun skein-thread-list-edits ()
  "Show also the threads of rewritings, or no longer."
  (interactive nil skein-thread-list-mode)
  (setq skein-thread-list--edits (not skein-thread-list--edits))
  (revert-buffer)
  (force-mode-line-update))

(defun skein-thread-list--narrow (words)
  "Show the threads that have WORDS."
  (unless (equal words skein-thread-list--filter)
    (setq skein-thread-list--filter words)
    (skein-thread-list--sift)
    (tabulated-list-print)
    (goto-char (point-min))
    (when-let ((window (get-buffer-window)))
      (set-window-point window (point-min)))
    (force-mode-line-update)))

(defun skein-thread-list-filter ()
  "Show only the threads that have some words, while you type them."
  (interactive nil skein-thread-list-mode)
  (let* ((list (current-buffer)) (before skein-thread-list--filter)
         (update (lambda ()
                   (let ((words (minibuffer-contents-no-properties)))
                     (with-current-buffer list
                       (skein-thread-list--narrow words)
                       (skein-thread-list--follow)))))
         (done nil))
    (unwind-protect
        (progn
          (minibuffer-with-setup-hook
              (lambda () (add-hook 'post-command-hook update nil t))
            (read-string "Filter: " before))
          (setq done t))
      (unless done
        (with-current-buffer list
          (skein-thread-list--narrow before))))))

(defun skein-thread-list--follow ()
  "Let the preview, while there is one, show the thread of this line."
  (when (and (skein-preview-shown-p) (eq (window-buffer) (current-buffer)))
    (when-let ((thread (ignore-errors (skein-thread-list--here))))
      (skein-preview-show thread))))

(defun skein-thread-list-preview ()
  "Show the end of the thread of each line beside the list, or no longer."
  (interactive nil skein-thread-list-mode)
  (if (skein-preview-shown-p)
      (skein-preview-close)
    (skein-preview-show (skein-thread-list--here))))

(provide 'skein-thread-list)
;;; skein-thread-list.el ends here
