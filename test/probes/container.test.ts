import { describe, expect, test } from 'vitest';
import { defaultGateway, recognise, type Traces } from '../../src/probes/container.ts';

const nothing: Traces = {
  dockerenv: false,
  containerenv: false,
  serviceAccount: false,
  cgroup: '0::/user.slice',
  mountinfo: '22 27 0:21 / /proc rw - proc proc rw',
  version: 'Linux version 6.1.0',
  devices: [
    { name: 'lo', index: 1, link: 1 },
    { name: 'eth0', index: 2, link: 2 },
  ],
  variables: {},
  routes: '',
};

const kindOf = (change: Partial<Traces>) => recognise({ ...nothing, ...change }).kind;

const ID = 'a'.repeat(64);

describe('whether this is a container', () => {
  test('a plain machine is none', () => expect(kindOf({})).toBe('none'));

  test('a marker file alone is none: machine images carry it', () =>
    expect(kindOf({ dockerenv: true })).toBe('none'));

  test('the marker with a virtual network device is Docker', () =>
    expect(kindOf({ dockerenv: true, devices: [{ name: 'eth0', index: 2, link: 9 }] })).toBe('docker'));

  test.each<[string, Partial<Traces>, string]>([
    ['cgroup v1 of Docker', { cgroup: `1:name=systemd:/docker/${ID}` }, 'docker'],
    [
      'mounts of Docker under cgroup v2',
      { mountinfo: `1 2 8:1 /var/lib/docker/containers/${ID}/hostname /etc/hostname rw` },
      'docker',
    ],
    ['the marker of Podman', { containerenv: true }, 'podman'],
    ['cgroup of Podman', { cgroup: `0::/machine.slice/libpod-${ID}.scope` }, 'podman'],
    ['cgroup of a pod', { cgroup: '0::/kubepods/burstable/podx' }, 'kubernetes'],
    ['the service account of a pod', { serviceAccount: true }, 'kubernetes'],
    ['the variable of a pod', { variables: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } }, 'kubernetes'],
    ['the kernel of WSL', { version: 'Linux version 5.15.90-microsoft-standard-WSL2' }, 'wsl'],
    ['a pod on Docker is a pod', { dockerenv: true, serviceAccount: true }, 'kubernetes'],
  ])('%s', (_, change, kind) => expect(kindOf(change)).toBe(kind));

  test('the evidence says what was seen', () => {
    expect(recognise({ ...nothing, containerenv: true }).evidence).toContain('/run/.containerenv exists');
  });
});

describe('the default gateway', () => {
  test('is read from little-endian hexadecimal', () => {
    const routes =
      'Iface Destination Gateway Flags\neth0\t00000000\t010011AC\t0003\neth0\t000011AC\t00000000\t0001';
    expect(defaultGateway(routes)).toBe('172.17.0.1');
  });

  test('is null without a default route', () => {
    expect(defaultGateway('Iface Destination Gateway\neth0\t000011AC\t00000000\t0001')).toBeNull();
  });
});
