;;; skein-test-proposal.el --- What tests of proposals share  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The first words of a wish decide the scripted model's answer.

;;; Code:

(require 'skein-test)
(require 'skein-rewrite)
(require 'skein-diff)

(defun skein-test-proposal ()
  "The proposal at or nearest to point when its turn has ended."
  (skein-test-await
    (let ((proposal (skein-proposal-nearest)))
      (and proposal (not (skein-proposal-turn proposal)) proposal))))

(defun skein-test-shown ()
  "What is shown in this buffer besides its text, from top to bottom."
  (substring-no-properties
   (mapconcat (lambda (overlay) (or (overlay-get overlay 'after-string) ""))
              (sort (overlays-in (point-min) (point-max))
                    (lambda (one other) (< (overlay-end one) (overlay-end other))))
              "")))

(defmacro skein-test-with-proposal (before after &rest body)
  "Run BODY in a buffer with BEFORE, for all of which AFTER is proposed."
  (declare (indent 2) (debug t))
  `(let ((inhibit-message t))
     (skein-test-with-text ,before
       (skein-rewrite-region (point-min) (point-max) (concat "say " ,after "\n"))
       (setf (skein-proposal-text (skein-test-proposal))
             (skein-rewrite--fitted ,after ,before))
       (run-hook-with-args 'skein-proposal-changed-functions (skein-proposal-nearest))
       ,@body)))

(defconst skein-test-before "one\ntwo\nthree\nfour\nfive\n" "A text of five lines.")
(defconst skein-test-after "one\nTWO\nthree\nfour\nFIVE\n" "The same with two lines changed.")

(provide 'skein-test-proposal)
;;; skein-test-proposal.el ends here
