;;; skein-table.el --- Tables of Markdown, aligned  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The cells of a column get the same width on the screen.  No character is
;; changed: what is copied is as the model wrote it.

;;; Code:

(require 'subr-x)

(defconst skein-table-width-most 400
  "A table wider than this stays as it is.")

(defconst skein-table--row "^[ \t]*|.*|[ \t]*$"
  "A row of a table.")

(defconst skein-table--rule "^[ \t]*|\\(?:[ \t]*:?-+:?[ \t]*|\\)+[ \t]*$"
  "The row between the heads and the cells.")

(defun skein-table-align (start end)
  "Align the tables between START and END, except in code."
  (save-excursion
    (goto-char start)
    (while (re-search-forward skein-table--rule end t)
      (let ((rule (match-beginning 0)))
        (goto-char rule)
        (while (and (> (point) start)
                    (save-excursion (forward-line -1) (looking-at skein-table--row)))
          (forward-line -1))
        (if (or (= (point) rule) (get-text-property rule 'skein-fence))
            (progn (goto-char rule) (forward-line 1))
          (skein-table--rows (point) rule end))))))

(defun skein-table--rows (start rule end)
  "Align the table that begins at START, with RULE, and ends before END.
Leave point behind it."
  (let (rows widths)
    (goto-char start)
    (while (and (< (point) end) (looking-at skein-table--row))
      (push (skein-table--cells (line-end-position)) rows)
      (unless (= (line-beginning-position) rule)
        (setq widths (skein-table--wider widths (car rows))))
      (forward-line 1))
    (when (< (apply #'+ 1 (mapcar #'1+ widths)) skein-table-width-most)
      (let ((sides (save-excursion (goto-char rule)
                                   (mapcar #'skein-table--side
                                           (skein-table--cells (line-end-position))))))
        (dolist (row rows)
          (skein-table--pad row widths sides))))))

(defun skein-table--cells (end)
  "The limits of each cell in the row from point to END, without the bars."
  (let (cells (from (search-forward "|" end t)))
    (while (re-search-forward "\\(?:\\\\.\\|[^|\\\n]\\)*\\(|\\)" end t)
      (push (cons from (match-beginning 1)) cells)
      (setq from (point)))
    (nreverse cells)))

(defun skein-table--width (cell)
  "How many columns CELL takes."
  (string-width (buffer-substring-no-properties (car cell) (cdr cell))))

(defun skein-table--wider (widths row)
  "WIDTHS, each at least as wide as the cell of ROW at its place."
  (let (all)
    (while (or widths row)
      (push (max (or (pop widths) 3)
                 (let ((cell (pop row))) (if cell (skein-table--width cell) 0)))
            all))
    (nreverse all)))

(defun skein-table--side (cell)
  "The side to which the column of CELL, in the rule, is aligned."
  (if (string-match-p "\\`[ \t]*-+:"
                      (buffer-substring-no-properties (car cell) (cdr cell)))
      'right
    'left))

(defun skein-table--pad (row widths sides)
  "Give the cells of ROW the WIDTHS on the screen, aligned to SIDES."
  (dolist (cell row)
    (let* ((width (or (pop widths) 0)) (side (pop sides))
           (missing (- width (skein-table--width cell)))
           (text (buffer-substring-no-properties (car cell) (cdr cell))))
      (when (> missing 0)
        (if (string-match-p "\\`[ \t]*:?-+:?[ \t]*\\'" text)
            (skein-table--stretch (+ (car cell) (string-match "-" text)) ?- missing)
          (skein-table--stretch (if (and (eq side 'right) (string-prefix-p " " text))
                                    (car cell)
                                  (if (string-suffix-p " " text) (1- (cdr cell)) (cdr cell)))
                                ?\s missing))))))

(defun skein-table--stretch (place char count)
  "Show COUNT more of CHAR before the character at PLACE."
  (put-text-property place (1+ place) 'display
                     (concat (make-string count char) (string (char-after place)))))

(provide 'skein-table)
;;; skein-table.el ends here
