;;; skein-models.el --- Choosing a model  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The models of all providers that answer, and their aliases.

;;; Code:

(require 'skein-chat)

(defun skein-models--all ()
  "The available models: names, each with a remark.
Aliases come after the models that the providers list."
  (let* ((answer (skein-request "model/list" nil))
         (asked (skein-models--asked))
         (beside (lambda (name note)
                   (cons name (concat (and (equal name asked) "  asked now") note)))))
    (seq-doseq (problem (plist-get answer :errors))
      (skein-message "skein: %s: %s" (plist-get problem :provider) (plist-get problem :message)))
    (append
     (mapcar (lambda (model)
               (funcall beside (plist-get model :id)
                        (and (skein-get model :default) "  the configured one")))
             (plist-get answer :data))
     (mapcar (lambda (alias)
               (funcall beside (plist-get alias :name)
                        (concat "  is " (plist-get alias :model))))
             (plist-get answer :aliases)))))

(defun skein-models--asked ()
  "The name of the current model here, or nil if it is not known."
  (or (skein-get (bound-and-true-p skein-follow-thread) :model)
      (bound-and-true-p skein-chat-model)
      skein-model
      (ignore-errors (skein-get (skein-call "model/get" nil) :model :id))))

(defun skein-models-read (prompt)
  "Ask with PROMPT for a model, by its id or an alias."
  (let* ((all (skein-models--all))
         (names (mapcar (lambda (entry) (cons (skein-visible (car entry)) entry)) all))
         (chosen
          (completing-read
           prompt
           (lambda (string predicate action)
             (if (eq action 'metadata)
                 `(metadata
                   (category . skein-model)
                   (annotation-function
                    . ,(lambda (name)
                         (propertize (skein-visible (or (cddr (assoc name names)) ""))
                                     'face 'completions-annotations))))
               (complete-with-action action names string predicate))))))
    ;; The shown name may differ from the name itself.
    (or (nth 1 (assoc chosen names)) chosen)))

;;;###autoload
(defun skein-choose-model (model)
  "Set MODEL: in a chat for its thread, elsewhere for new threads.
An empty MODEL means the daemon's default.  An invalid one is
refused, with similar names."
  (interactive (list (skein-models-read "Model (empty for the configured one): ")))
  (let* ((chosen (unless (string-empty-p model) model))
         (found (skein-get (skein-request "model/get" (skein-params :model chosen)) :model :id)))
    (cond ((not (derived-mode-p 'skein-mode))
           (setq skein-model chosen))
          (t (when skein-follow-thread
               (skein-request "thread/update" (list :threadId (skein-follow-id)
                                                    :model (or chosen :null))))
             (setq skein-chat-model chosen)))
    (force-mode-line-update)
    (skein-message "From now on the model is %s." found)))

(provide 'skein-models)
;;; skein-models.el ends here
