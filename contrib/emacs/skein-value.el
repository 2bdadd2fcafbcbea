;;; skein-value.el --- Values of the protocol  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Small functions on JSON as `skein-call' represents it, on ids and on times.

;;; Code:

(require 'skein)
(require 'skein-visible)
(require 'cl-lib)
(require 'iso8601)
(require 'subr-x)

(defun skein-get (object &rest path)
  "The member of OBJECT at PATH, member names as keywords.
It is nil when there is none, and for null and false."
  (dolist (name path)
    (setq object (and (listp object) (plist-get object name))))
  (unless (memq object '(:null :false))
    object))

(defun skein-params (&rest members)
  "MEMBERS, a plist, without those whose value is nil."
  (let (params)
    (while members
      (let ((name (pop members)) (value (pop members)))
        (when value
          (setq params (plist-put params name value)))))
    params))

;; `json-serialize' writes 0.3 as 0.29999999999999999, which people would read in their options.
(defun skein-json (value)
  "VALUE as JSON, with its numbers as Emacs prints them."
  (let* ((sign (format "skein-%s-" (skein-uuid))) floats
         (marked (cl-labels
                     ((mark (part)
                        (cond ((floatp part)
                               (push (number-to-string part) floats)
                               (concat sign (number-to-string (1- (length floats)))))
                              ((consp part) (cons (mark (car part)) (mark (cdr part))))
                              ((vectorp part) (vconcat (mapcar #'mark part)))
                              (t part))))
                   (mark value)))
         (text (json-serialize marked)))
    (if floats
        (let ((written (vconcat (nreverse floats))))
          (replace-regexp-in-string
           (format "\"%s\\([0-9]+\\)\"" (regexp-quote sign))
           (lambda (mark) (aref written (string-to-number (match-string 1 mark)))) text t t))
      text)))

(defun skein-uuid ()
  "A new random UUID."
  (let ((field (lambda (digits) (format (format "%%0%dx" digits) (random (expt 16 digits))))))
    (format "%s-%s-4%s-%x%s-%s"
            (funcall field 8) (funcall field 4) (funcall field 3)
            (+ 8 (random 4)) (funcall field 3) (funcall field 12))))

(defun skein-age (time)
  "The age of TIME, a time of the protocol, in a few letters."
  (let ((seconds (float-time
                  (time-subtract nil (encode-time (iso8601-parse time))))))
    (cond ((< seconds 60) "now")
          ((< seconds 3600) (format "%d min" (/ seconds 60)))
          ((< seconds 86400) (format "%d h" (/ seconds 3600)))
          ((< seconds (* 14 86400)) (format "%d d" (/ seconds 86400)))
          (t (format-time-string "%F" (encode-time (iso8601-parse time)))))))

(defun skein-title (thread)
  "The title of THREAD for display, or a replacement if it has none."
  (skein-visible (or (skein-get thread :title) "(untitled)")))

(defun skein-name (thing)
  "The name of THING, a thread or a task: its number and its title."
  (let ((number (skein-get thing :number)) (title (skein-title thing)))
    (if number (format "%d  %s" number title) title)))

(defun skein-called (thread)
  "The name of THREAD within a sentence."
  (let ((title (skein-get thread :title)))
    (concat (format "thread %s" (or (skein-get thread :number) ""))
            (and title (format ", “%s”" (skein-visible title))))))

(defun skein-minute (time)
  "The date of TIME, a time of the protocol, to the minute."
  (format-time-string "%F %R" (encode-time (iso8601-parse time))))

(defun skein-counted (count noun)
  "COUNT things called NOUN, in words."
  (format "%d %s%s" count noun (if (= count 1) "" "s")))

(defun skein-quoted (text)
  "TEXT as quoted in a sentence: its beginning, on one line."
  (let ((head (substring text 0 (min 1000 (length text)))))
    (format "“%s”" (truncate-string-to-width
                    (skein-visible (string-join (split-string head) " ")) 60 nil nil "…"))))

(provide 'skein-value)
;;; skein-value.el ends here
