;;; skein-fold.el --- Text in a chat that is hidden until asked for  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The reasoning of an answer, and what a question was asked about, are each
;; behind one line, which stays.

;;; Code:

(require 'skein-soft)
(require 'skein-value)
(require 'cl-lib)

(defun skein-fold-setup ()
  "Let this buffer hide text."
  (add-to-invisibility-spec '(skein-reasoning . t))
  (add-to-invisibility-spec 'skein-context))

(defun skein-fold--make (start end kind &optional fences)
  "Hide the text from START to END, of KIND, and return the overlay.
FENCES is how many of its lines are not counted."
  (let ((fold (make-overlay start end nil nil t)))
    (overlay-put fold 'skein-fold kind)
    (overlay-put fold 'skein-fences fences)
    (overlay-put fold 'evaporate t)
    (overlay-put fold 'isearch-open-invisible (lambda (fold) (skein-fold-hide fold nil)))
    (skein-fold-hide fold t)
    fold))

(defun skein-fold-hide (fold hide)
  "Hide FOLD if HIDE is non-nil, else show it."
  (overlay-put fold 'invisible (and hide (overlay-get fold 'skein-fold)))
  (overlay-put fold 'before-string
               (and hide (eq 'skein-context (overlay-get fold 'skein-fold))
                    (propertize (format "  %s, TAB shows"
                                        (skein-counted (- (count-lines (overlay-start fold)
                                                                       (overlay-end fold))
                                                          (overlay-get fold 'skein-fences))
                                                       "line"))
                                'face 'skein-dimmed))))

(defun skein-fold-reasoning (text)
  "Insert TEXT, which is reasoning, hidden; return the overlay that hides it."
  (insert (propertize "Reasoning  (TAB shows and hides it)\n" 'face 'skein-dimmed))
  (let ((start (point)))
    (skein-soft-insert (concat (propertize text 'face 'skein-dimmed) "\n"))
    (skein-fold--make (1- start) (1- (point)) 'skein-reasoning)))

(defconst skein-fold--context "^\\(.*[^ \n]\\):\n\\(?:[ \t]*\n\\)?\\(```+\\|~~~+\\)[^`\n]*\n"
  "The beginning of what a question is about: a name, and a fence.")

(defun skein-fold-context (start end)
  "Hide what the question from START to END is about, below its words."
  (save-excursion
    (goto-char start)
    (while (re-search-forward skein-fold--context end t)
      (let ((name (match-beginning 0)) (line (match-end 1))
            (opening (match-beginning 2))
            (fence (regexp-quote (match-string 2))))
        (when (and (or (= name start) (eq (char-before (1- name)) ?\n))
                   (re-search-forward (format "^%s[ \t]*$" fence) end t))
          ;; Not counted: the end of the name's line, the opening and the closing.
          (skein-fold--make (1+ line) (point) 'skein-context
                            (1+ (count-lines (1+ line) (1+ opening)))))))))

(defun skein-fold-in (start end &optional kind)
  "The first fold between START and END, of KIND if given, or nil."
  (car (sort (seq-filter (lambda (overlay)
                           (let ((fold (overlay-get overlay 'skein-fold)))
                             (and fold (or (not kind) (eq fold kind)))))
                         (overlays-in start end))
             (lambda (one other) (< (overlay-start one) (overlay-start other))))))

(defun skein-fold-here ()
  "The fold at point, or behind the end of its line, or nil."
  (skein-fold-in (point) (max (1+ (point)) (min (point-max) (1+ (line-end-position))))))

(defun skein-fold-text (fold)
  "The text of FOLD, which is reasoning."
  (skein-soft-plain (1+ (overlay-start fold)) (overlay-end fold)))

(defun skein-fold-toggle (fold)
  "Show FOLD if it is hidden, and hide it if it is shown."
  (let ((hide (not (overlay-get fold 'invisible))))
    (when (and hide (< (overlay-start fold) (point) (overlay-end fold)))
      (goto-char (overlay-start fold)))
    (skein-fold-hide fold hide)))

(provide 'skein-fold)
;;; skein-fold.el ends here
