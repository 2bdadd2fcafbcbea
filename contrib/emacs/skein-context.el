;;; skein-context.el --- What a question is about  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Texts that go along with the next question of a chat.  Each is read when the
;; question is sent, and follows its words in a fence under its name.

;;; Code:

(require 'skein-view)

(cl-defstruct skein-context
  "A text that goes along with a question.
SHORT is its name above the prompt, NAME the one in the question, and
LANGUAGE that of the fence; TEXT returns it.  All are functions.
BYTES is how long it was when it was added."
  short name language text bytes)

(defvar-local skein-context-items nil "What goes along with the next question of this chat.")

(defun skein-context-make (text short &optional name language)
  "Make a context whose text comes from TEXT; it must be readable.
SHORT, NAME and LANGUAGE are functions or strings."
  (let* ((function (lambda (value) (if (functionp value) value (lambda () value))))
         (context (make-skein-context :text text :short (funcall function short)
                                      :name (funcall function (or name short))
                                      :language (funcall function (or language "")))))
    (setf (skein-context-bytes context) (string-bytes (funcall text)))
    context))

(defun skein-context-fenced (text &optional language)
  "TEXT as a code block of LANGUAGE, whose fence is not in it."
  (let ((fence "```"))
    (while (string-search fence text)
      (setq fence (concat fence "`")))
    (concat fence (or language "") "\n"
            text (if (string-suffix-p "\n" text) "" "\n") fence)))

(defun skein-context-question (words contexts)
  "The question of WORDS about CONTEXTS, which are read now."
  (mapconcat #'identity
             (cons words
                   (mapcar (lambda (context)
                             (concat (funcall (skein-context-name context)) ":\n\n"
                                     (skein-context-fenced
                                      (funcall (skein-context-text context))
                                      (funcall (skein-context-language context)))))
                           contexts))
             "\n\n"))

(defun skein-context--tokens (bytes)
  "About how many tokens BYTES are, in words."
  (let ((tokens (/ (+ bytes 3) 4)))
    (if (< tokens 1000)
        (format "≈ %d" tokens)
      (format "≈ %.1fk" (/ tokens 1000.0)))))

(defun skein-context-words (context)
  "The short name of CONTEXT, and its length."
  (format "%s (%s)" (skein-visible (funcall (skein-context-short context)))
          (skein-context--tokens (skein-context-bytes context))))

(defun skein-context-show ()
  "Show above the prompt the context of the next question."
  (skein-view-above
   (and skein-context-items
        (format "Context: %s · %s tokens"
                (mapconcat #'skein-context-words skein-context-items ", ")
                (skein-context--tokens
                 (apply #'+ (mapcar #'skein-context-bytes skein-context-items)))))))

(defun skein-context-set (contexts)
  "Let CONTEXTS go along with the next question of this chat."
  (setq skein-context-items contexts)
  (skein-context-show))

(provide 'skein-context)
;;; skein-context.el ends here
