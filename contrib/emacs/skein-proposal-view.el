;;; skein-proposal-view.el --- How a proposal looks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Lines that would go have a face of their own; lines that would come are shown
;; below them, and are no text of the buffer.  A line below names the keys.

;;; Code:

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

(defun skein-proposal-heard (proposal)
  "What has arrived of PROPOSAL."
  (apply #'concat (reverse (skein-proposal-pieces proposal))))

(defun skein-proposal-show (proposal)
  "Show PROPOSAL as it is now."
  (with-current-buffer (skein-proposal-alive-p proposal)
    (save-restriction
      (widen)
      (mapc #'delete-overlay (skein-proposal-shown proposal))
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
  (let* ((start (skein-proposal-start proposal))
         (overlay (make-overlay (+ start (skein-hunk-start hunk))
                                (+ start (skein-hunk-end hunk))))
         (new (skein-proposal--lines (skein-proposal-new-text proposal hunk))))
    (overlay-put overlay 'face 'skein-rewrite-old)
    (overlay-put overlay 'skein-hunk hunk)
    (overlay-put overlay 'after-string
                 (skein-proposal--below
                  overlay (concat new (and is-last (skein-proposal--keys proposal)))))
    overlay))

(defun skein-proposal--below (overlay lines)
  "LINES, each ending in a newline, as they stand below the text of OVERLAY."
  (let ((end (overlay-end overlay)))
    (if (or (string-empty-p lines) (= end (point-min)) (eq (char-before end) ?\n))
        lines
      (concat "\n" (substring lines 0 -1)))))

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
             (cond ((not turn) "[C-c C-k removes this, C-c C-r asks otherwise]")
                   ((> (skein-proposal-lines proposal) skein-proposal-tail)
                    (format "[arriving, line %d; C-c C-k cancels]"
                            (1+ (skein-proposal-lines proposal))))
                   (t "[arriving; C-c C-k cancels]"))))))

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
