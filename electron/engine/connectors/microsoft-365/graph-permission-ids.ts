/**
 * The ids by which a manifest names the permissions of the directory's interface: as an application, and on behalf of a person who
 * signs in. Source: the published list of its service principal's app roles and scopes (merill/microsoft-info @43b8a5d); a test
 * compares each with it.
 */
export const graphPermissionIds: Readonly<Record<string, { readonly role: string; readonly scope: string }>> = {
  'AgentIdentity.Read.All': { role: 'b2b8f011-2898-4234-9092-5059f6c1ebfa', scope: '5e850691-d86a-4b24-bfa6-8a52fb37a0c1' },
  'AgentIdentityBlueprintPrincipal.Read.All': {
    role: '9361dea9-4524-493d-941d-f1b65aaf6c7c',
    scope: '88c856a2-de61-4632-b2d4-ac503cbc8dd2',
  },
  'AppRoleAssignment.ReadWrite.All': { role: '06b708a9-e830-4db3-a914-8e69da51d44f', scope: '84bccea3-f856-4a8a-967b-dbe0a3d53a64' },
  'Application.Read.All': { role: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', scope: 'c79f8feb-a9db-4090-85f9-90d820caa0eb' },
  'Application.ReadWrite.All': { role: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', scope: 'bdfbf15f-ee85-4955-8675-146e8e5296b5' },
  'AuditLog.Read.All': { role: 'b0afded3-3588-46d8-8b3d-9842eff778da', scope: 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20' },
  'CopilotPackages.Read.All': { role: '72f0655d-6228-4ddc-8e1b-164973b9213b', scope: 'a2dcfcb9-cbe8-4d42-812d-952e55cf7f3f' },
  'CopilotPackages.ReadWrite.All': { role: 'ed31732f-9495-47ed-ba3b-4ed0948c1c64', scope: 'e9c5fd18-ac15-43dd-9f5c-6f9611dd5604' },
  'DelegatedPermissionGrant.Read.All': { role: '81b4724a-58aa-41c1-8a55-84ef97466587', scope: 'a197cdc4-a8e8-4d49-9d35-4ca7c83887b4' },
  'DelegatedPermissionGrant.ReadWrite.All': { role: '8e8e4742-1d95-4f68-9d56-6ee75648c72a', scope: '41ce6ca6-6826-4807-84f1-1c82854f7ee5' },
  'Organization.Read.All': { role: '498476ce-e0fe-48b0-b801-37ba7e2685c6', scope: '4908d5b9-3fb2-4b1e-9336-1888b7937185' },
  'User.Read.All': { role: 'df021288-bdef-4463-88db-98f22de89214', scope: 'a154be20-db9c-4678-8ab7-66f6cc099a59' },
}
