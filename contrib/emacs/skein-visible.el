;;; skein-visible.el --- Showing what a screen would hide  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Text of models, providers and other clients may contain characters that a
;; screen does not show as they are: control characters, line and paragraph
;; separators, characters that change the direction of text, and invisible ones.
;; Emacs obeys those that change the direction, and shows most others as nothing.
;;
;; In buffers, where text is copied and edited, they are kept and shown as
;; <202E>: under a display property they do not change the direction.
;; In messages, names, lists and prompts they are replaced by U+FFFD.

;;; Code:

(defconst skein-visible--joiners '(#x200c #x200d)
  "Characters that join letters or parts of an emoji, and are hidden elsewhere.")

(defconst skein-visible--unshown
  (rx (any #xad #x61c (#x115f . #x1160) #x180e (#x200b . #x200f) (#x2028 . #x202e)
           (#x2060 . #x206f) #x3164 #xfeff #xffa0 (#xfff0 . #xfffb) (#x1bca0 . #x1bca3)
           (#x1d173 . #x1d17a) (#xe0000 . #xe00ff) (#xe01f0 . #xe0fff)))
  "Characters that Emacs does not show, or obeys.")

(defconst skein-visible--hidden
  (rx (or (any (#x00 . #x08) (#x0b . #x1f) (#x7f . #x9f))
          (regexp skein-visible--unshown)))
  "Characters that must not be shown as they are.")

(defun skein-visible--joins-p (char)
  "Whether CHAR is a letter, or a part of an emoji, that a joiner can join."
  (and char (/= char #xfffd)
       (memq (get-char-code-property char 'general-category)
             '(Lu Ll Lt Lm Lo Mn Mc Me So Sk))))

(defun skein-visible--wanted-p (char start end)
  "Whether CHAR, at point, is a joiner between two that it joins.
Text before START or after END is not known, and may be joined."
  (and (memq char skein-visible--joiners)
       (or (= (point) start) (skein-visible--joins-p (char-before)))
       (or (>= (1+ (point)) end) (skein-visible--joins-p (char-after (1+ (point)))))))

(defun skein-visible--each (regexp start end function)
  "Call FUNCTION with each character of REGEXP from START to END, with point at it.
FUNCTION may replace it by another; joiners that join are skipped."
  (save-excursion
    (let ((case-fold-search nil))
      (goto-char start)
      (while (re-search-forward regexp end t)
        (backward-char)
        (let ((char (char-after)) (place (point)))
          (unless (skein-visible--wanted-p char start end)
            (funcall function char))
          (goto-char (1+ place)))))))

(defun skein-visible--replace (regexp start end)
  "Replace all characters of REGEXP from START to END by U+FFFD."
  (goto-char start)
  (while (re-search-forward regexp end t)
    (replace-match "\ufffd" t t)))

(defun skein-visible (text)
  "TEXT as it may be shown in a message, name, list or prompt."
  (if (not (string-match-p skein-visible--hidden text))
      text
    (with-temp-buffer
      (insert text)
      (if (not (string-match-p "[\u200c\u200d]" text))
          (skein-visible--replace skein-visible--hidden (point-min) (point-max))
        (skein-visible--each skein-visible--hidden (point-min) (point-max)
                             (lambda (_)
                               (delete-char 1)
                               (insert "\ufffd"))))
      ;; At its ends there is nothing to join.
      (dolist (place (list (point-min) (1- (point-max))))
        (when (memq (char-after place) skein-visible--joiners)
          (goto-char place)
          (delete-char 1)
          (insert "\ufffd")))
      (buffer-string))))

(defvar skein-visible--signs (make-hash-table)
  "The representations of characters that were shown before.")

(defun skein-visible--sign (char)
  "The representation of CHAR."
  (or (gethash char skein-visible--signs)
      (puthash char (propertize (format "<%04X>" char) 'face 'escape-glyph)
               skein-visible--signs)))

(defconst skein-visible-most 20000
  "How many hidden characters of one text are kept; U+FFFD replaces the others.
Each takes Emacs some microseconds, and nobody reads so many.")

(defun skein-visible-mark (start end)
  "Make hidden characters from START to END visible, without changing the text."
  (with-silent-modifications
    (let ((left skein-visible-most) rest)
      (catch 'enough
        (skein-visible--each skein-visible--unshown
                             ;; A joiner before START may join the new text.
                             (max (point-min) (- start 2)) end
                             (lambda (char)
                               (when (< (setq left (1- left)) 0)
                                 (throw 'enough (setq rest (point))))
                               (put-text-property (point) (1+ (point)) 'display
                                                  (skein-visible--sign char)))))
      (when rest
        (save-excursion
          (skein-visible--replace skein-visible--unshown rest end))))))

(defun skein-visible-insert (text)
  "Insert TEXT, with hidden characters shown."
  (let ((start (point)))
    (insert text)
    (skein-visible-mark start (point))))

(defun skein-visible-text (text)
  "TEXT for the minibuffer, with hidden characters shown; nil for nil."
  (and text
       (with-temp-buffer
         (skein-visible-insert text)
         (buffer-string))))

(defun skein-message (format &rest arguments)
  "Show a message made of FORMAT and ARGUMENTS, without hidden characters."
  (message "%s" (skein-visible (apply #'format-message format arguments))))

(provide 'skein-visible)
;;; skein-visible.el ends here
