;;; skein-proposal-view.el --- How a proposal looks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Lines that would go have a face of their own; lines that would come are shown
;; below them, and are no text of the buffer.  A line below names the keys.

;;; Code:

;; Its faces have no colours before.
(require 'diff-mode)
(require 'skein-proposal)
(require 'skein-visible)
(require 'skein-value)

(defconst skein-proposal-tail 15
  "How many lines of a proposal are shown while it arrives.")

(defconst skein-proposal-line-most 4000
  "How many characters are shown of a line that is proposed.")

(defun skein-proposal-hear (proposal text)
  "Add TEXT, which has just arrived, to PROPOSAL.
The work does not depend on what arrived before."
  (push text (skein-proposal-pieces proposal))
  (let ((lines (split-string (concat (skein-proposal-tail proposal) text) "\n")))
    (setf (skein-proposal-lines proposal)
          (+ (skein-proposal-lines proposal) (seq-count (lambda (char) (eq char ?\n)) text))
          (skein-proposal-tail proposal)
          (mapconcat (lambda (line)
                       (let ((length (length line)))
                         (if (< length skein-proposal-line-most)
                             line
                           (substring line (- length (/ skein-proposal-line-most 2))))))
                     (last lines skein-proposal-tail) "\n"))))

(defun skein-proposal-await (proposal)
  "Show PROPOSAL, of which nothing has arrived yet."
  (setf (skein-proposal-pieces proposal) nil
        (skein-proposal-tail proposal) nil
        (skein-proposal-lines proposal) 0)
  (skein-proposal-show proposal)
  (with-current-buffer (skein-proposal-alive-p proposal)
    (overlay-put (skein-proposal-place proposal) 'face nil)
    (overlay-put (skein-proposal-place proposal) 'after-string nil)
    (let ((start (skein-proposal-start proposal)))
      (setf (skein-proposal-growth proposal)
            (skein-growth-begin (skein-proposal-now proposal))
            (skein-proposal-arriving proposal) (make-overlay start start)))
    (skein-proposal--grow proposal "")))

(defun skein-proposal-add (proposal text)
  "Add TEXT, which has just arrived, to PROPOSAL, and show it."
  (skein-proposal-hear proposal text)
  (if (skein-proposal-growth proposal)
      (skein-proposal--grow proposal text)
    (skein-proposal-show proposal)))

(defun skein-proposal--grow (proposal text)
  "Show what TEXT decides of PROPOSAL, and the lines that arrive."
  (with-current-buffer (skein-proposal-alive-p proposal)
    (let* ((growth (skein-proposal-growth proposal)) (start (skein-proposal-start proposal))
           (place (lambda (line) (+ start (skein-growth-offset growth line)))))
      (pcase-dolist (`(,from ,to ,lines) (skein-growth-hear growth text))
        (push (skein-proposal--mark (funcall place from) (funcall place to)
                                    (skein-proposal--lines
                                     (mapconcat (lambda (line) (concat line "\n")) lines "")))
              (skein-proposal-shown proposal)))
      (let ((overlay (skein-proposal-arriving proposal))
            (here (funcall place (skein-growth-at growth)))
            (last (seq-take (skein-growth-new growth) skein-proposal-tail)))
        (move-overlay overlay here here)
        (overlay-put overlay 'after-string
                     (skein-proposal--below
                      overlay
                      (concat (skein-proposal--lines
                               (concat (mapconcat (lambda (line) (concat line "\n"))
                                                  (reverse last) "")
                                       (skein-growth-tail growth)))
                              (skein-proposal--dimmed (skein-proposal--state proposal)))))))))

(defun skein-proposal-heard (proposal)
  "What has arrived of PROPOSAL."
  (apply #'concat (reverse (skein-proposal-pieces proposal))))

(defun skein-proposal-show (proposal)
  "Show PROPOSAL as it is now."
  (with-current-buffer (skein-proposal-alive-p proposal)
    (save-restriction
      (widen)
      (mapc #'delete-overlay (skein-proposal-shown proposal))
      (when (skein-proposal-arriving proposal)
        (delete-overlay (skein-proposal-arriving proposal)))
      ;; The comparison is over, or its text has changed.
      (setf (skein-proposal-arriving proposal) nil
            (skein-proposal-growth proposal) nil)
      (let ((place (skein-proposal-place proposal))
            (complete (and (skein-proposal-text proposal) (not (skein-proposal-turn proposal)))))
        (overlay-put place 'face (unless complete 'skein-rewrite-old))
        (overlay-put place 'after-string
                     (if complete
                         (unless (skein-proposal-hunks proposal)
                           (skein-proposal--below place (skein-proposal--keys proposal)))
                       (skein-proposal--below place (skein-proposal--arriving proposal))))
        (setf (skein-proposal-shown proposal)
              (and complete
                   (let ((last (car (last (skein-proposal-hunks proposal)))))
                     (mapcar (lambda (hunk)
                               (skein-proposal--show-hunk proposal hunk (eq hunk last)))
                             (skein-proposal-hunks proposal)))))))))

(defun skein-proposal--show-hunk (proposal hunk is-last)
  "Show HUNK of PROPOSAL, with the keys below if IS-LAST; return its overlay."
  (let ((start (skein-proposal-start proposal)))
    (skein-proposal--mark (+ start (skein-hunk-start hunk)) (+ start (skein-hunk-end hunk))
                          (concat (skein-proposal--lines (skein-proposal-new-text proposal hunk))
                                  (and is-last (skein-proposal--keys proposal))))))

(defun skein-proposal--mark (start end below)
  "Mark what would go from START to END, and show BELOW it; return the overlay."
  (let ((overlay (make-overlay start end)))
    (overlay-put overlay 'face 'skein-rewrite-old)
    (overlay-put overlay 'after-string (skein-proposal--below overlay below))
    overlay))

(defun skein-proposal--below (overlay lines)
  "LINES, each ending in a newline, as they stand below the text of OVERLAY."
  (save-restriction
    (widen)
    (let ((end (overlay-end overlay)))
      (if (or (string-empty-p lines) (= end (point-min)) (eq (char-before end) ?\n))
          lines
        (concat "\n" (substring lines 0 -1))))))

(defun skein-proposal--lines (text)
  "TEXT as lines that are proposed, each ending in a newline."
  (if (string-empty-p text)
      ""
    (mapconcat
     (lambda (line)
       (concat (propertize (skein-visible
                            (if (> (length line) skein-proposal-line-most)
                                (concat (substring line 0 skein-proposal-line-most) "…")
                              line))
                           'face 'skein-rewrite-new)
               "\n"))
     (split-string (string-remove-suffix "\n" text) "\n") "")))

(defun skein-proposal--arriving (proposal)
  "The lines below the region of PROPOSAL, which is not complete."
  (let* ((turn (skein-proposal-turn proposal))
         (failure (skein-proposal-failure proposal))
         (tail (string-trim (or (skein-proposal-tail proposal) "") "\n+" "\n+")))
    (concat (skein-proposal--lines tail)
            (and failure (not turn)
                 (propertize (concat (skein-visible failure) "\n") 'face 'skein-failure))
            (skein-proposal--dimmed
             (if turn
                 (skein-proposal--state proposal)
               "[C-c C-k removes this, C-c C-r asks otherwise]")))))

(defun skein-proposal--state (proposal)
  "The state of PROPOSAL, which arrives, and the key that ends it."
  (if (> (skein-proposal-lines proposal) skein-proposal-tail)
      (format "[arriving, line %d; C-c C-k cancels]" (1+ (skein-proposal-lines proposal)))
    "[arriving; C-c C-k cancels]"))

(defun skein-proposal--dimmed (line)
  "LINE, with its end, as a remark."
  (propertize (concat line "\n") 'face 'skein-dimmed))

(defun skein-proposal--keys (proposal)
  "The lines that name the keys for PROPOSAL, which is complete."
  (let ((count (length (skein-proposal-hunks proposal)))
        (failure (skein-proposal-failure proposal)))
    (concat (and failure (propertize (concat (skein-visible failure) "\n") 'face 'skein-failure))
            (and (skein-proposal-changed-p proposal)
                 (skein-proposal--dimmed
                  "The text was changed since; this is the difference to it as it is now."))
            (skein-proposal--dimmed
             (if (= count 0)
                 "[the text is as it is proposed; C-c C-k removes this]"
               "[C-c C-a accept, C-c C-k reject, C-c C-r refine, C-c C-d side by side]"))
            (and (> count 1)
                 (skein-proposal--dimmed
                  (format "[%d hunks: C-c C-y accept, C-c C-j reject the one at point; C-c C-n, C-c C-p]"
                          count))))))

(provide 'skein-proposal-view)
;;; skein-proposal-view.el ends here
