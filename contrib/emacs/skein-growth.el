;;; skein-growth.el --- Where an arriving text differs  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The lines of a text are compared as they arrive, so that a proposal can be read
;; before it is complete.  The work for a line does not depend on how many
;; arrived before; the complete text is compared anew.

;;; Code:

(require 'cl-lib)
(require 'subr-x)

(cl-defstruct skein-growth
  "The comparison of an arriving text.
OLD are the lines of the present text, STARTS where they begin, PLACES
the lines by their text, and AT the first one that nothing that
arrived was compared with.  NEW are the lines since the last one that
is the same, the newest first; PIECES are those of the line that
arrives, TAIL its end, and FENCE the fence around the text."
  old starts (places (make-hash-table :test #'equal)) (at 0) new pieces (tail "") fence begun)

(defconst skein-growth--ahead 200
  "How many lines further on a line is looked for.")

(defconst skein-growth--tail 2000
  "How many characters are kept of the line that arrives.")

(defun skein-growth-begin (text)
  "A comparison with TEXT, of which nothing has arrived yet."
  (let* ((lines (split-string (string-remove-suffix "\n" text) "\n"))
         (growth (make-skein-growth :old (vconcat lines))) (place 0) (number 0) starts)
    (dolist (line lines)
      (push place starts)
      (push number (gethash line (skein-growth-places growth)))
      (setq place (+ place (length line) 1) number (1+ number)))
    (maphash (lambda (line places) (puthash line (nreverse places) (skein-growth-places growth)))
             (skein-growth-places growth))
    (push (min place (length text)) starts)
    ;; A fence that the text itself has is a line like any other.
    (setf (skein-growth-begun growth)
          (string-match-p "\\`[ \t\n]*\\(?:```\\|~~~\\)" text))
    (setf (skein-growth-starts growth) (vconcat (nreverse starts)))
    growth))

(defun skein-growth-offset (growth line)
  "Where LINE, a number, begins in the old text of GROWTH."
  (aref (skein-growth-starts growth) line))

(defun skein-growth-hear (growth text)
  "Compare TEXT, which has just arrived; return the hunks of GROWTH by it.
Each is a list of the first line, the line behind the last one, and
the new lines."
  (let* ((lines (split-string text "\n")) (tail (concat (skein-growth-tail growth) (car lines)))
         hunks)
    (push (car lines) (skein-growth-pieces growth))
    (dolist (line (cdr lines))
      (when-let ((hunk (skein-growth--line
                        growth (apply #'concat (nreverse (skein-growth-pieces growth))))))
        (push hunk hunks))
      (setf (skein-growth-pieces growth) (list line))
      (setq tail line))
    (setf (skein-growth-tail growth)
          (if (> (length tail) skein-growth--tail)
              (substring tail (- (/ skein-growth--tail 2)))
            tail))
    (nreverse hunks)))

(defun skein-growth--line (growth line)
  "Compare LINE of GROWTH; return the hunk before it if it is an old one."
  (unless (skein-growth--fence-p growth line)
    (let ((at (skein-growth-at growth)) (same (skein-growth--find growth line)))
      (if (not same)
          (ignore (push line (skein-growth-new growth)))
        (let ((new (nreverse (skein-growth-new growth))))
          (setf (skein-growth-at growth) (1+ same)
                (skein-growth-new growth) nil)
          (and (or new (< at same)) (list at same new)))))))

(defun skein-growth--find (growth line)
  "The number of the old line of GROWTH that LINE is, or nil when it is new."
  (let* ((at (skein-growth-at growth))
         (places (gethash line (skein-growth-places growth)))
         next)
    ;; What was passed by is not looked at again.
    (while (and places (< (car places) at))
      (pop places))
    (puthash line places (skein-growth-places growth))
    (setq next (and places (<= (car places) (+ at skein-growth--ahead)) (car places)))
    ;; An empty line further on is another one.
    (and next (or (= next at) (not (string-blank-p line))) next)))

(defun skein-growth--fence-p (growth line)
  "Whether LINE is a part of a fence around the text of GROWTH."
  (cond ((skein-growth-begun growth)
         (and (skein-growth-fence growth) (string-prefix-p (skein-growth-fence growth) line)
              (string-blank-p (string-trim-left line "[`~]+"))))
        ((string-blank-p line) nil)
        (t (setf (skein-growth-begun growth) t)
           (when (string-match "\\`\\(```+\\|~~~+\\)[^`]*\\'" line)
             (setf (skein-growth-fence growth) (match-string 1 line))
             t))))

(provide 'skein-growth)
;;; skein-growth.el ends here
