// Says what the kinds' own readers have against deployment files: compose-go, which Compose is made with, and the types of
// the Kubernetes API, decoded strictly. `deployments compose FILE...` reads the files as one project, `deployments manifests
// FILE` each document of a file. Nothing is printed of what is right; custom resources have no types here and pass.
package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
)

func compose(paths []string) error {
	options, err := cli.NewProjectOptions(paths,
		cli.WithWorkingDirectory(filepath.Dir(paths[0])), cli.WithDotEnv, cli.WithName("project"))
	if err != nil {
		return err
	}
	_, err = options.LoadProject(context.Background())
	return err
}

func manifests(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	strict := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme.Scheme, scheme.Scheme,
		json.SerializerOptions{Yaml: true, Strict: true})
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(document)) == 0 {
			continue
		}
		if _, _, err := strict.Decode(document, nil, nil); err != nil && !runtime.IsNotRegisteredError(err) {
			return err
		}
	}
}

func main() {
	var err error
	if os.Args[1] == "compose" {
		err = compose(os.Args[2:])
	} else {
		err = manifests(os.Args[2])
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
