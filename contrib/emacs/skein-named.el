;;; skein-named.el --- Choosing a thread by name  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A number, the beginning of an id, or a title: the daemon finds the thread.
;; When several match, you choose one of them.

;;; Code:

(require 'skein-call)

;; A title may be typed from its beginning, although the number comes first.
(add-to-list 'completion-category-defaults '(skein-thread (styles basic substring)))

(defun skein-named--annotation (thread width)
  "The remark beside the name of THREAD, after WIDTH columns."
  (concat (propertize " " 'display `(space :align-to ,width))
          (propertize
           (format "%6s  %s  %s"
                   (skein-age (or (skein-get thread :lastMessageAt)
                                  (plist-get thread :updatedAt)))
                   (skein-counted (plist-get thread :messageCount) "message")
                   (skein-visible (or (skein-get thread :model) "")))
           'face 'completions-annotations)))

(defun skein-named--complete (prompt threads)
  "Ask with PROMPT for one of THREADS, and return it, or else the typed text."
  (let* ((names (mapcar (lambda (thread) (cons (skein-name thread) thread)) threads))
         (width (min 62 (+ 2 (apply #'max 0 (mapcar #'string-width (mapcar #'car names))))))
         (typed (completing-read
                 prompt
                 (lambda (string predicate action)
                   (if (eq action 'metadata)
                       `(metadata
                         (category . skein-thread)
                         (display-sort-function . identity)
                         (cycle-sort-function . identity)
                         (annotation-function
                          . ,(lambda (name)
                               (skein-named--annotation (cdr (assoc name names)) width))))
                     (complete-with-action action names string predicate))))))
    (or (cdr (assoc typed names)) (string-trim typed))))

(defun skein-named-read (prompt threads)
  "Ask with PROMPT for a thread, with THREADS as candidates.
All others can be named by number, id or title."
  (let ((chosen (skein-named--complete prompt threads)))
    (if (stringp chosen)
        (skein-named-find chosen threads)
      chosen)))

(defun skein-named-find (name &optional threads)
  "The thread that NAME means: a number, the beginning of an id, or a title.
When there is none, NAME may be a part of the name of one of THREADS."
  (when (string-empty-p name)
    (user-error "Expected a thread's number, id or title, not nothing"))
  (let* ((deleted (and threads (skein-get (car threads) :deletedAt) t))
         (answer (skein-request "thread/find" (skein-params :name name :includeDeleted deleted)))
         (similar (append (skein-get answer :similar) nil))
         (found (append (plist-get answer :data) nil)))
    (cond ((cdr found) (skein-named--choose name found))
          (found (skein-named--usable (car found) deleted))
          (t (let ((parts (seq-filter (lambda (thread)
                                        (string-search (downcase name)
                                                       (downcase (skein-name thread))))
                                      threads)))
               (cond ((cdr parts) (skein-named--choose name parts))
                     (parts (car parts))
                     (similar (skein-named--choose-similar name similar))
                     ((string-match-p "\\`[1-9][0-9]\\{0,6\\}\\'" name)
                      (user-error "You have no thread with the number %s, nor with that title"
                                  name))
                     (t (user-error "You have no thread with the title “%s”, nor one whose id \
begins with that" (skein-visible name)))))))))

(defun skein-named--choose (name threads)
  "Ask which of THREADS, all of which match NAME, to use."
  (let ((chosen (skein-named--complete
                 (format "%d threads are called %s: " (length threads) (skein-quoted name))
                 threads)))
    (if (not (stringp chosen))
        chosen
      (or (seq-find (lambda (thread)
                      (equal chosen (number-to-string (plist-get thread :number))))
                    threads)
          (user-error "Name one by its number: %s"
                      (mapconcat (lambda (thread) (number-to-string (plist-get thread :number)))
                                 threads ", "))))))

(defun skein-named--choose-similar (name threads)
  "Ask which of THREADS to use, whose titles are similar to NAME."
  (let ((chosen (skein-named--complete
                 (format "No thread is called %s; similar titles: " (skein-quoted name))
                 threads)))
    (if (stringp chosen)
        (user-error "No thread is called %s" (skein-quoted name))
      chosen)))

(defun skein-named--usable (thread deleted)
  "Return THREAD; signal an error if it is deleted, unless DELETED ones are wanted."
  (if (and (skein-get thread :deletedAt) (not deleted))
      (user-error "%s is deleted; M-x skein-restore brings it back"
                  (upcase-initials (skein-called thread)))
    thread))

(provide 'skein-named)
;;; skein-named.el ends here
