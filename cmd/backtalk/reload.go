package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"backtalk/internal/answer"
)

const (
	// settled is how long a folder must be quiet before it is read again: editors save in several steps.
	settled = 500 * time.Millisecond
	// daily is how often knowledge is looked at without a change, because reviews run out.
	daily = 24 * time.Hour
)

// reload keeps a running bot's knowledge as it is on disk: after a change in the folder, after SIGHUP, and once a day.
// New knowledge that is wrong is reported, and the old one goes on serving.
func (a *app) reload(ctx context.Context, swap func(*answer.Engine), log *slog.Logger) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching the knowledge folder: %w", err)
	}
	defer watcher.Close()
	if a.knowledgeDir != "" {
		if err := watchAll(watcher, a.knowledgeDir); err != nil {
			return fmt.Errorf("watching the knowledge folder: %w", err)
		}
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	day := time.NewTicker(daily)
	defer day.Stop()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-watcher.Events:
			if ok {
				quiet.Reset(settled)
			}
		case err := <-watcher.Errors:
			log.Error("watching the knowledge folder; SIGHUP still reloads it", "error", err)
		case <-hup:
			a.renew(swap, log)
		case <-day.C:
			a.renew(swap, log)
		case <-quiet.C:
			_ = watchAll(watcher, a.knowledgeDir) // a folder may be new; an old one is known
			a.renew(swap, log)
		}
	}
}

// renew reads everything again and swaps the knowledge.
func (a *app) renew(swap func(*answer.Engine), log *slog.Logger) {
	s, err := a.loadToStay()
	if err != nil {
		log.Error("reloading the knowledge; what was there before goes on serving", "error", err)
		return
	}
	swap(s.engine)
	log.Info("knowledge reloaded", "articles", len(s.corpus.Documents()), "passages", len(s.corpus.Passages()))
}

// watchAll watches a folder and the folders in it.
func watchAll(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return w.Add(path)
	})
}
