;;; skein-models.el --- Choosing a model  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Models are those of all providers that answer.

;;; Code:

(require 'skein-chat)

(defun skein-models-read (prompt)
  "Ask with PROMPT for a model, by its id."
  (let* ((answer (skein-request "model/list" nil))
         (models (mapcar (lambda (model)
                           (cons (skein-visible (plist-get model :id)) model))
                         (plist-get answer :data)))
         chosen)
    (seq-doseq (problem (plist-get answer :errors))
      (skein-message "skein: %s: %s" (plist-get problem :provider) (plist-get problem :message)))
    (setq chosen
          (completing-read
           prompt
           (lambda (string predicate action)
             (if (eq action 'metadata)
                 `(metadata
                   (category . skein-model)
                   (annotation-function
                    . ,(lambda (id)
                         (and (skein-get (cdr (assoc id models)) :default)
                              (propertize "  the configured one"
                                          'face 'completions-annotations)))))
               (complete-with-action action models string predicate)))))
    ;; What is shown may not be the id as it is.
    (or (skein-get (cdr (assoc chosen models)) :id) chosen)))

;;;###autoload
(defun skein-choose-model (model)
  "Let MODEL answer: in a chat its thread's, elsewhere that of new threads.
An empty MODEL is the one that the daemon is configured with."
  (interactive (list (skein-models-read "Model (empty for the configured one): ")))
  (let ((chosen (unless (string-empty-p model) model)))
    (cond ((not (derived-mode-p 'skein-mode))
           (setq skein-model chosen))
          (skein-follow-thread
           (skein-request "thread/update" (list :threadId (skein-follow-id)
                                                :model (or chosen :null))))
          (t (setq skein-chat-model chosen)))
    (force-mode-line-update)
    (skein-message "%s answers" (or chosen "The configured model"))))

(provide 'skein-models)
;;; skein-models.el ends here
