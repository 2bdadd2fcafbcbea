;;; skein-value.el --- Reading and making what crosses the socket  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Small functions over JSON as `skein-call' has it, over ids and over times.

;;; Code:

(require 'skein)
(require 'skein-visible)
(require 'iso8601)

(defun skein-get (object &rest path)
  "The member of OBJECT that PATH, member names as keywords, leads to.
Where there is none, and for null and false, it is nil."
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

(defun skein-uuid ()
  "A new random UUID."
  (let ((field (lambda (digits) (format (format "%%0%dx" digits) (random (expt 16 digits))))))
    (format "%s-%s-4%s-%x%s-%s"
            (funcall field 8) (funcall field 4) (funcall field 3)
            (+ 8 (random 4)) (funcall field 3) (funcall field 12))))

(defun skein-age (time)
  "How long ago TIME was, a time of the protocol, in a few letters."
  (let ((seconds (float-time
                  (time-subtract nil (encode-time (iso8601-parse time))))))
    (cond ((< seconds 60) "now")
          ((< seconds 3600) (format "%dm" (/ seconds 60)))
          ((< seconds 86400) (format "%dh" (/ seconds 3600)))
          ((< seconds 8640000) (format "%dd" (/ seconds 86400)))
          (t (format-time-string "%F" (encode-time (iso8601-parse time)))))))

(defun skein-title (thread)
  "The title of THREAD to be shown, or what stands for one that has none."
  (skein-visible (or (skein-get thread :title) "(untitled)")))

(provide 'skein-value)
;;; skein-value.el ends here
