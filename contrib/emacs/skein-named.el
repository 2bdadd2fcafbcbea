;;; skein-named.el --- Choosing a thread by what people call it  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A number, the beginning of an id, or a title: the daemon says what is meant.
;; Where that is several, they are offered with what tells them apart.

;;; Code:

(require 'skein-call)

;; A title may be typed from its beginning, though the number stands before it.
(add-to-list 'completion-category-defaults '(skein-thread (styles basic substring)))

(defun skein-named--annotation (thread width)
  "What is shown beside the name of THREAD, after WIDTH columns."
  (concat (propertize " " 'display `(space :align-to ,width))
          (propertize
           (format "%6s  %s  %s"
                   (skein-age (or (skein-get thread :lastMessageAt)
                                  (plist-get thread :updatedAt)))
                   (skein-counted (plist-get thread :messageCount) "message")
                   (skein-visible (or (skein-get thread :model) "")))
           'face 'completions-annotations)))

(defun skein-named--complete (prompt threads)
  "Ask with PROMPT for one of THREADS, and return it, or else what was typed."
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
  "Ask with PROMPT for a thread, of which THREADS are offered.
Any other may be named by its number, its id or its title."
  (let ((chosen (skein-named--complete prompt threads)))
    (if (stringp chosen)
        (skein-named-find chosen threads)
      chosen)))

(defun skein-named-find (name &optional threads)
  "The thread that NAME means: a number, the beginning of an id, or a title.
Where that is none, it may be a part of the name of one of THREADS."
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
  "Ask which of THREADS, all of which NAME may mean, is meant."
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
  "Ask which of THREADS is meant, whose titles are like NAME, which is none's."
  (let ((chosen (skein-named--complete
                 (format "No thread is called %s; titles like it: " (skein-quoted name))
                 threads)))
    (if (stringp chosen)
        (user-error "No thread is called %s" (skein-quoted name))
      chosen)))

(defun skein-named--usable (thread deleted)
  "THREAD; an error if it is deleted, unless DELETED ones are wanted."
  (if (and (skein-get thread :deletedAt) (not deleted))
      (user-error "%s is deleted; M-x skein-restore brings it back"
                  (upcase-initials (skein-called thread)))
    thread))

(provide 'skein-named)
;;; skein-named.el ends here
