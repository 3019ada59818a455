package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"backtalk/internal/config"
)

const (
	// settled is how long files must be quiet before they are read again: editors save in several steps.
	settled = 500 * time.Millisecond
	// daily is how often knowledge is looked at without a change, because reviews run out.
	daily = 24 * time.Hour
)

// reload keeps a running bot as its files are on disk, after a change of the configuration, of the secrets or in the
// knowledge folder, after SIGHUP, and once a day. What is wrong is reported, and the old goes on serving.
func (h *house) reload(ctx context.Context) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching files: %w", err)
	}
	defer watcher.Close()
	if err := h.watch(watcher); err != nil {
		return fmt.Errorf("watching files: %w", err)
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
		case e, ok := <-watcher.Events:
			if ok && h.concerns(e.Name) {
				quiet.Reset(settled)
			}
		case err := <-watcher.Errors:
			h.log.Error("watching files; SIGHUP still reloads them", "error", err)
		case <-hup:
			h.renew()
		case <-day.C:
			h.renew()
		case <-quiet.C:
			_ = h.watch(watcher) // a folder may be new; an old one is known
			h.renew()
		}
	}
}

// renew reads everything again: knowledge, configuration and tokens. All of it is taken in, or nothing.
func (h *house) renew() {
	tokens, err := config.LoadTokens(h.a.getenv, h.a.secretsPath())
	if err == nil {
		err = complete(tokens)
	}
	if err != nil {
		h.log.Error("reloading the tokens; what was there before goes on serving", "error", err)
		return
	}
	s, err := h.a.loadToStay()
	if err != nil {
		h.log.Error("reloading the knowledge and the configuration; what was there before goes on serving", "error", err)
		return
	}
	h.audit.stop() // it asks the engine that goes
	h.bot.Swap(s.engine)
	h.bot.Configure(s.clinic(), botSpaces(s.config.Spaces))
	h.supervisor.update(platformConfig{s.config, tokens})
	if data := h.a.dataPath(s.config); data != h.data {
		h.log.Warn("another data folder is configured; that needs a restart, and until then the old one is used", "configured", data, "used", h.data)
	}
	h.log.Info("knowledge reloaded, configuration taken in", "articles", len(s.corpus.Documents()), "passages", len(s.corpus.Passages()))
	h.keepFitted(s.corpus.Fitted())
	h.audit.start(s, h.log)
}

// single are the files that are read beside the knowledge folder.
func (h *house) single() []string {
	return []string{absolute(h.a.configFile), absolute(h.a.secretsPath())}
}

// watch watches the knowledge folder with the folders in it, and the folders of the other files: an editor may put a new file
// in the place of an old one. The folder is the one that the configuration names now; one that cannot be read changes nothing.
func (h *house) watch(w *fsnotify.Watcher) error {
	if c, err := config.Load(h.a.configFile, h.a.getenv); err == nil {
		if h.folder = h.a.ownFolder(c.Knowledge); h.folder != "" {
			h.folder = absolute(h.folder)
		}
	}
	var wanted []string
	for _, file := range h.single() {
		wanted = append(wanted, filepath.Dir(file))
	}
	if h.folder != "" {
		wanted = append(wanted, filepath.Dir(h.folder)) // a new folder may come in the place of the old one
		wanted = append(wanted, folderAndInner(h.folder)...)
	}
	for _, old := range w.WatchList() {
		if !slices.Contains(wanted, old) {
			_ = w.Remove(old)
		}
	}
	for _, dir := range wanted {
		if err := w.Add(dir); err != nil {
			return err
		}
	}
	return nil
}

// absolute is a path from the root, so that a file has one name wherever it is watched from.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// folderAndInner are a folder and all folders in it, as far as they can be read.
func folderAndInner(folder string) (all []string) {
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			all = append(all, path)
		}
		return nil
	})
	return all
}

// concerns tells whether a change of a file is a reason to read everything again: it is one of those that are read, or in the
// knowledge folder.
func (h *house) concerns(name string) bool {
	if slices.Contains(h.single(), filepath.Clean(name)) {
		return true
	}
	if h.folder == "" {
		return false
	}
	rel, err := filepath.Rel(h.folder, name)
	return err == nil && filepath.IsLocal(rel)
}
