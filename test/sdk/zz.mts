import { startCollector } from '../lab/collector.ts';
import { createNamespace } from '../lab/namespace.ts';
import { diagnose } from '../lab/doctor.ts';
import { end } from '../lab/at-end.ts';
const P='OTEL_EXPORTER_OTLP_', T='OTEL_TRACES_EXPORTER';
const H={OTEL_EXPORTER_OTLP_PROTOCOL:'http/protobuf'},G={OTEL_EXPORTER_OTLP_PROTOCOL:'grpc'};
const list:[string,string,any,any?][]=[
['js','upper',{...G,[P+'ENDPOINT']:'HTTP://localhost:4317'}],
['js','port80',{...G,[P+'ENDPOINT']:'http://localhost:80'},{grpcPort:80}],
['go','insecure',{...H,[P+'ENDPOINT']:'http://localhost:4318',[P+'INSECURE']:'false'}],
['java','path',{...G,[P+'ENDPOINT']:'http://localhost:4317/v1/traces'}],
];
for(const [sdk,name,env,opts] of list){
 const ns=await createNamespace();
 const c=await startCollector({grpcPort:4317,httpPort:4318,...opts},ns.launch);
 const out:string[]=[];
 for(const s of ['python','js','go','java']){
  const d=await diagnose({environment:{OTEL_SERVICE_NAME:'x',...env},args:['--sdk',s],start:ns.launch});
  const r=d.report; const f=r?.rootCause?.fixes[0] as any;
  out.push(`  ${s===sdk?'*':' '}${s}: ${r?.verdict} ${r?.rootCause?.code??''} [${r?.findings.map(f=>f.severity[0]+':'+f.code)}] ${s===sdk?JSON.stringify(r?.rootCause?.fixes)+r?.rootCause?.explanation:''} ${d.stderr.slice(0,200)}`);
 }
 console.log(`${sdk}/${name}\n${out.join('\n')}`);
 await c.stop(); await ns.remove();
}
end();
