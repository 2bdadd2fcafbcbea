;;; skein-threads.el --- Choosing, naming and deleting threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Threads are chosen by their titles, the one used last first.

;;; Code:

(require 'skein-chat)

(defconst skein-threads-most 1000
  "How many threads are offered; `skein-search' finds the others.")

(defun skein-threads--names (threads)
  "THREADS with a name for each, by which it can be told from the others."
  (let ((seen (make-hash-table :test #'equal)))
    (mapcar (lambda (thread)
              (let* ((title (skein-title thread))
                     (count (puthash title (1+ (gethash title seen 0)) seen)))
                (cons (if (= count 1) title (format "%s <%d>" title count)) thread)))
            threads)))

(defun skein-threads--annotation (thread width)
  "What is shown beside the name of THREAD, after WIDTH columns."
  (concat (propertize " " 'display `(space :align-to ,width))
          (propertize
           (format "%5s  %4d messages  %s"
                   (skein-age (or (skein-get thread :lastMessageAt)
                                  (plist-get thread :updatedAt)))
                   (plist-get thread :messageCount)
                   (skein-visible (or (skein-get thread :model) "")))
           'face 'completions-annotations)))

(defun skein-threads-read (prompt &optional deleted)
  "Ask with PROMPT for a thread, one of the DELETED ones if that is non-nil."
  (let* ((threads (seq-filter
                   (lambda (thread) (eq (and deleted t)
                                        (and (skein-get thread :deletedAt) t)))
                   (skein-all "thread/list"
                              (and deleted '(:includeDeleted t)) skein-threads-most)))
         (names (skein-threads--names threads))
         (width (min 62 (+ 2 (apply #'max 0 (mapcar #'string-width (mapcar #'car names)))))))
    (unless threads
      (user-error (if deleted "No thread is deleted" "There is no thread yet")))
    (cdr (assoc (completing-read
                 prompt
                 (lambda (string predicate action)
                   (if (eq action 'metadata)
                       `(metadata
                         (category . skein-thread)
                         (display-sort-function . identity)
                         (cycle-sort-function . identity)
                         (annotation-function
                          . ,(lambda (name)
                               (skein-threads--annotation
                                (cdr (assoc name names)) width))))
                     (complete-with-action action names string predicate)))
                 nil t)
                names))))

(defun skein-threads--here-or-read (prompt)
  "The thread of this chat, or one asked for with PROMPT."
  (or (bound-and-true-p skein-follow-thread) (skein-threads-read prompt)))

;;;###autoload
(defun skein-continue (thread)
  "Go on with THREAD."
  (interactive (list (or (skein-threads-read "Continue: ")
                         (user-error "No thread was chosen"))))
  (pop-to-buffer (skein-chat-buffer thread))
  (goto-char (point-max)))

;;;###autoload
(defun skein-rename (thread title)
  "Call THREAD, in a chat its own, by the new TITLE."
  (interactive
   (let ((thread (skein-threads--here-or-read "Rename: ")))
     (list thread (read-string (format "New title of %s: " (skein-title thread))
                               (skein-visible-text (skein-get thread :title))))))
  (skein-request "thread/update" (list :threadId (plist-get thread :id) :title title)))

;;;###autoload
(defun skein-delete (thread)
  "Delete THREAD, in a chat its own; \\[skein-restore] is the way back."
  (interactive (list (skein-threads--here-or-read "Delete: ")))
  (when (or noninteractive
            (y-or-n-p (format "Delete %s? " (skein-title thread))))
    (skein-request "thread/delete" (list :threadId (plist-get thread :id)))
    (when-let ((chat (skein-follow-buffer (plist-get thread :id))))
      (kill-buffer chat))
    (message "Deleted %s; M-x skein-restore brings it back" (skein-title thread))))

;;;###autoload
(defun skein-restore (thread)
  "Bring the deleted THREAD back."
  (interactive (list (if (and (bound-and-true-p skein-follow-thread)
                              (skein-get skein-follow-thread :deletedAt))
                         skein-follow-thread
                       (skein-threads-read "Restore: " t))))
  (skein-request "thread/restore" (list :threadId (plist-get thread :id)))
  (message "Restored %s" (skein-title thread)))

(provide 'skein-threads)
;;; skein-threads.el ends here
