;;; skein-undo.el --- Changes outside of the undo list  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; An answer arrives in many pieces while you type elsewhere in the buffer.
;; The pieces are not in the undo list, and its positions are adjusted.

;;; Code:

(defmacro skein-undo-aside (&rest body)
  "Run BODY, without an entry in the undo list.
It can change read-only text, and does not mark the buffer as
modified, because undo could not revert that."
  (declare (indent 0) (debug t))
  (let ((list (make-symbol "list")) (modified (make-symbol "modified")))
    `(let ((,list buffer-undo-list)
           (,modified (buffer-modified-p))
           (inhibit-read-only t))
       (let* ((buffer-undo-list t)
              (after-change-functions
               (cons (lambda (start end length)
                       ;; Properties, which change more often, move nothing.
                       (unless (= length (- end start))
                         (skein-undo--move ,list start length (- end start length))))
                     after-change-functions)))
         (unwind-protect (progn ,@body)
           (unless ,modified
             (restore-buffer-modified-p nil)))))))

(defun skein-undo--move (list start length delta)
  "Adjust the positions in undo LIST after a change at START.
LENGTH characters were replaced by DELTA more.  The entries are
changed in place, because undo knows them by their identity."
  (let ((moved (lambda (position)
                 (cond ((< position start) position)
                       ((< position (+ start length)) start)
                       (t (+ position delta))))))
    (while (consp list)
      (pcase (car list)
        ((and (pred integerp) position)
         (setcar list (funcall moved position)))
        ((and `(,(pred integerp) . ,(pred integerp)) range)
         (skein-undo--move-range range moved))
        ((and `(,(pred stringp) . ,(pred integerp)) deletion)
         (setcdr deletion (if (< (cdr deletion) 0)
                              (- (funcall moved (- (cdr deletion))))
                            (funcall moved (cdr deletion)))))
        ((and `(nil ,_ ,_ ,(pred integerp) . ,(pred integerp)) property)
         (skein-undo--move-range (nthcdr 3 property) moved))
        (`(apply skein-proposal--restore-limits ,_ ,limits)
         (skein-undo--move-range limits moved))
        ((and `(apply ,(pred integerp) ,(pred integerp) ,(pred integerp) . ,_) call)
         (setcar (nthcdr 2 call) (funcall moved (nth 2 call)))
         (setcar (nthcdr 3 call) (funcall moved (nth 3 call)))))
      (setq list (cdr list)))))

(defun skein-undo--move-range (range moved)
  "Apply MOVED to both ends of RANGE, a pair."
  (setcar range (funcall moved (car range)))
  (setcdr range (funcall moved (cdr range))))

(provide 'skein-undo)
;;; skein-undo.el ends here
