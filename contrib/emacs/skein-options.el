;;; skein-options.el --- Options of a model by name  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; What a person calls an option, and where the protocol has it: as a member of
;; TurnOptions, or among the further members of the provider's request.

;;; Code:

(require 'skein-value)
(require 'seq)

(defconst skein-options-own
  '("temperature" "topP" "maxTokens" "stop" "seed" "reasoningEffort" "responseFormat")
  "The members of TurnOptions that name an option.")

(defconst skein-options-of-providers
  '("best_of" "frequency_penalty" "logit_bias" "logprobs" "max_completion_tokens"
    "max_new_tokens" "max_output_tokens" "min_p" "min_tokens" "mirostat" "mirostat_eta"
    "mirostat_tau" "n_predict" "num_ctx" "num_predict" "presence_penalty" "repeat_last_n"
    "repeat_penalty" "repetition_penalty" "stop_token_ids" "store" "tfs_z" "top_a" "top_k"
    "top_logprobs" "top_n" "typ_p" "typical_p" "verbosity")
  "Options of providers, none of which is a misspelling of another one.")

(defun skein-options--plain (name)
  "NAME in lower case, without hyphens and underscores."
  (replace-regexp-in-string "[-_]" "" (downcase name)))

(defun skein-options-name (name)
  "The option that NAME means, in the spelling of the protocol.
A name that is nearly that of an option is refused; any other one is
meant for the provider."
  (let* ((plain (skein-options--plain name))
         (near (lambda (own)
                 (<= (string-distance (skein-options--plain own) plain)
                     (if (> (length own) 5) 2 1)))))
    (cond ((seq-find (lambda (known) (equal plain (skein-options--plain known)))
                     (append skein-options-own skein-options-of-providers)))
          ((string-empty-p plain) (user-error "Expected NAME=VALUE, such as temperature=0.5"))
          ((seq-find near skein-options-own)
           (user-error "The option %s is unknown; did you mean %s?" (skein-visible name)
                       (seq-find near skein-options-own)))
          (t name))))

(defun skein-options--value (name text)
  "The value of the option NAME that TEXT means."
  (let ((value (condition-case nil
                   (json-parse-string text :object-type 'plist)
                 (error text))))
    (cond ((and (equal name "stop") (not (vectorp value))) (vector text))
          ((equal name "reasoningEffort") text)
          (t value))))

(defun skein-options--key (name)
  "NAME as a member."
  (intern (concat ":" name)))

(defun skein-options-with (options assignment)
  "OPTIONS, a plist of the protocol, with ASSIGNMENT, as in temperature=0.5.
An empty value removes the option; the result is nil when none is left."
  (unless (string-match "\\`[ \t]*\\([^= \t]+\\)[ \t]*=\\(\\(?:.\\|\n\\)*\\)\\'" assignment)
    (user-error "Expected NAME=VALUE, such as temperature=0.5"))
  (let* ((name (match-string 1 assignment)) (text (string-trim (match-string 2 assignment)))
         (name (skein-options-name name))
         (value (unless (string-empty-p text) (skein-options--value name text)))
         (own (member name skein-options-own))
         (extra (skein-get options :extra)))
    (if own
        (skein-options--put options name value)
      (skein-options--put options "extra" (skein-options--put extra name value)))))

(defun skein-options--put (members name value)
  "MEMBERS, a plist, with NAME as VALUE, and without those that are null."
  (let ((all (skein-params (skein-options--key name) value)))
    (while members
      (let ((key (pop members)) (old (pop members)))
        (unless (or (eq old :null) (eq key (skein-options--key name)))
          (setq all (append all (list key old))))))
    all))

(defun skein-options-list (options)
  "OPTIONS, a plist of the protocol, as pairs of a name and a value as text."
  (let (all)
    (while options
      (let ((name (substring (symbol-name (pop options)) 1)) (value (pop options)))
        (cond ((eq value :null))
              ((equal name "extra") (setq all (append all (skein-options-list value))))
              (t (setq all (append all (list (cons name (skein-options--text value)))))))))
    all))

(defun skein-options--text (value)
  "VALUE as a person would write it."
  (if (stringp value) value (skein-json value)))

(defun skein-options-words (options)
  "OPTIONS, a plist of the protocol, in a few words, or nil."
  (when-let ((list (skein-options-list options)))
    (mapconcat (lambda (option)
                 (concat (car option) "="
                         (truncate-string-to-width (skein-visible (cdr option)) 20 nil nil "…")))
               list " ")))

(provide 'skein-options)
;;; skein-options.el ends here
